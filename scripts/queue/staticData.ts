import type { Bed } from './bed';

/** Has PostgreSQL take down from now on when n8n writes workflows' static data, and how much it is. */
export async function watchStaticData({ queue }: Bed): Promise<void> {
	await queue.postgres.query(`
		CREATE TABLE IF NOT EXISTS static_data_writes (workflow text, bytes int);
		CREATE OR REPLACE FUNCTION take_down_static_data() RETURNS trigger LANGUAGE plpgsql AS $$
			BEGIN
				INSERT INTO static_data_writes VALUES (NEW.id, octet_length(NEW."staticData"::text));
				RETURN NULL;
			END
		$$;
		CREATE OR REPLACE TRIGGER static_data_is_written AFTER UPDATE OF "staticData"
			ON workflow_entity FOR EACH ROW EXECUTE FUNCTION take_down_static_data()`);
}

export interface StaticDataWrites {
	times: number;
	/** The most that was written at once. */
	bytes: number;
}

export async function staticDataWrites(
	{ queue }: Bed,
	workflowId: string,
): Promise<StaticDataWrites> {
	const counted = await queue.postgres.query(
		`SELECT count(*), coalesce(max(bytes), 0) FROM static_data_writes WHERE workflow = '${workflowId}'`,
	);
	const [times = 0, bytes = 0] = counted.split('|').map(Number);
	return { times, bytes };
}

/** For how many minutes a memory is filled, and with how many events of each: over half a megabyte. */
const MINUTES = 60;
const EVENTS_A_MINUTE = 700;

/** Gives an Elepay Trigger the memory of more events than it can keep, as they are remembered. */
export async function fillMemory(
	{ queue }: Bed,
	workflowId: string,
	trigger: string,
): Promise<void> {
	const thisMinute = Math.floor(Date.now() / 60_000);
	const hashes = `SELECT string_agg(' ' || left(encode(sha256((minute || ' ' || event)::bytea), 'base64'), 12), '')
		FROM generate_series(1, ${EVENTS_A_MINUTE}) AS event`;
	await queue.postgres.query(`
		UPDATE workflow_entity SET "staticData" = json_build_object('node:${trigger}',
			json_build_object('startedEvents', (
				SELECT json_object_agg(minute,
					json_build_object('newest', minute::bigint * 60000, 'hashes', (${hashes})))
				FROM generate_series(${thisMinute - MINUTES}, ${thisMinute - 1}) AS minute)))
		WHERE id = '${workflowId}'`);
}
