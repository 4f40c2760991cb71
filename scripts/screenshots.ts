import { reportFailure } from './n8n/setupError';
import { closeStudio, openStudio } from './screenshots/studio';
import { takePictures } from './screenshots/pictures';

/** Takes the pictures of the documentation anew, in the real n8n: those that are named, or all. */
async function main(): Promise<void> {
	const studio = await openStudio();
	try {
		await takePictures(studio, process.argv.slice(2));
	} finally {
		await closeStudio(studio);
	}
}

main().catch(reportFailure);
