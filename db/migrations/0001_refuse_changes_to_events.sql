-- The log of what happened is append-only: forgetting erases the personal rows, never an event.
CREATE FUNCTION "refuse_change_of_event"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'events are append-only';
END;
$$;--> statement-breakpoint
CREATE TRIGGER "event_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "event"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_event"();
