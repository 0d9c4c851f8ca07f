-- What was changed about accounts, devices, screens and sites is append-only; taking back is a new row.
CREATE FUNCTION "refuse_change_of_administrative_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'administrative changes are append-only';
END;
$$;--> statement-breakpoint
CREATE TRIGGER "administrative_change_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "administrative_change"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_administrative_change"();
