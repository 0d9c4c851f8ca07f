-- What the migrations make, read from the catalog. Compared by tests/integration/schema.int.test.ts;
-- `UPDATE_SCHEMA=1 npm test -- integration` writes it anew.

CREATE OR REPLACE FUNCTION public.person_family(keys uuid[])
 RETURNS TABLE(id uuid, root_id uuid)
 LANGUAGE sql
 STABLE
AS $function$
	WITH RECURSIVE up AS (
		SELECT p.id, p.merged_into FROM person p WHERE p.id = ANY (keys)
		UNION SELECT p.id, p.merged_into FROM person p JOIN up ON p.id = up.merged_into
	), down AS (
		SELECT up.id, up.id AS root_id FROM up WHERE up.merged_into IS NULL
		UNION SELECT p.id, down.root_id FROM person p JOIN down ON p.merged_into = down.id
	) SELECT down.id, down.root_id FROM down
$function$;

CREATE OR REPLACE FUNCTION public.refuse_change_of_administrative_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
	RAISE EXCEPTION 'administrative changes are append-only';
END;
$function$;

CREATE OR REPLACE FUNCTION public.refuse_change_of_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
	RAISE EXCEPTION 'events are append-only';
END;
$function$;

CREATE OR REPLACE FUNCTION public.refuse_change_of_record()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
	RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END;
$function$;

CREATE TABLE access_chain (
	chain text NOT NULL,
	"position" bigint NOT NULL DEFAULT 0,
	hash text,
	CONSTRAINT access_chain_pkey PRIMARY KEY (chain)
);

CREATE TABLE access_log (
	chain text NOT NULL,
	"position" bigint NOT NULL,
	at timestamp(3) with time zone NOT NULL,
	by text,
	kind text NOT NULL,
	visit_id uuid,
	person_id uuid,
	purpose text,
	details jsonb NOT NULL,
	hash text NOT NULL,
	CONSTRAINT purpose_is_known CHECK ((purpose = ANY (ARRAY['care'::text, 'teaching'::text, 'reflective_practice'::text, 'support'::text]))),
	CONSTRAINT access_log_chain_position_pk PRIMARY KEY (chain, "position")
);
CREATE INDEX accesses_by_time ON public.access_log USING btree (chain, at);
CREATE INDEX accesses_to_a_person ON public.access_log USING btree (person_id);
CREATE INDEX accesses_to_a_visit ON public.access_log USING btree (visit_id);
CREATE TRIGGER access_log_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.access_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_record();

CREATE TABLE access_review (
	id uuid NOT NULL,
	month date NOT NULL,
	chain text NOT NULL,
	signed_at timestamp(3) with time zone NOT NULL,
	signed_by text NOT NULL,
	findings jsonb NOT NULL,
	remark bytea,
	CONSTRAINT access_review_signed_by_account_id_fk FOREIGN KEY (signed_by) REFERENCES account(id),
	CONSTRAINT access_review_pkey PRIMARY KEY (id),
	CONSTRAINT signed_once UNIQUE (month, chain)
);
CREATE TRIGGER access_review_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.access_review FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_record();

CREATE TABLE account (
	id text NOT NULL,
	username text NOT NULL,
	name text NOT NULL,
	title text NOT NULL,
	role text NOT NULL,
	password_hash text,
	disabled boolean NOT NULL DEFAULT false,
	epoch integer NOT NULL DEFAULT 1,
	pin_hash text,
	trained_on date,
	CONSTRAINT role_is_known CHECK ((role = ANY (ARRAY['peer_helper'::text, 'host_worker'::text, 'clinician'::text, 'trainee'::text, 'coordinator'::text, 'evaluator'::text, 'administrator'::text]))),
	CONSTRAINT account_pkey PRIMARY KEY (id),
	CONSTRAINT account_username_unique UNIQUE (username)
);

CREATE TABLE account_service (
	account_id text NOT NULL,
	site_id text NOT NULL,
	service_id text NOT NULL,
	CONSTRAINT account_service_account_id_site_id_account_site_account_id_site FOREIGN KEY (account_id, site_id) REFERENCES account_site(account_id, site_id),
	CONSTRAINT account_service_service_id_service_id_fk FOREIGN KEY (service_id) REFERENCES service(id),
	CONSTRAINT account_service_account_id_site_id_service_id_pk PRIMARY KEY (account_id, site_id, service_id)
);

CREATE TABLE account_site (
	account_id text NOT NULL,
	site_id text NOT NULL,
	may_set_level boolean NOT NULL DEFAULT false,
	CONSTRAINT account_site_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id),
	CONSTRAINT account_site_site_id_site_id_fk FOREIGN KEY (site_id) REFERENCES site(id),
	CONSTRAINT account_site_account_id_site_id_pk PRIMARY KEY (account_id, site_id)
);
CREATE INDEX accounts_of_a_site ON public.account_site USING btree (site_id);

CREATE TABLE administrative_change (
	id uuid NOT NULL,
	at timestamp(3) with time zone NOT NULL,
	by text,
	subject text NOT NULL,
	subject_id text NOT NULL,
	site_id text,
	what text NOT NULL,
	before jsonb NOT NULL,
	after jsonb NOT NULL,
	takes_back uuid,
	CONSTRAINT subject_is_known CHECK ((subject = ANY (ARRAY['account'::text, 'device'::text, 'display'::text, 'site'::text, 'network'::text]))),
	CONSTRAINT administrative_change_pkey PRIMARY KEY (id),
	CONSTRAINT "administrative_change_takesBack_unique" UNIQUE (takes_back)
);
CREATE INDEX changes_of_a_site ON public.administrative_change USING btree (site_id, at);
CREATE INDEX changes_of_a_subject ON public.administrative_change USING btree (subject, subject_id, at);
CREATE TRIGGER administrative_change_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.administrative_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_administrative_change();

CREATE TABLE block (
	id uuid NOT NULL,
	site_id text NOT NULL,
	local_day date NOT NULL,
	starts_at timestamp(3) with time zone NOT NULL,
	ends_at timestamp(3) with time zone NOT NULL,
	closed_at timestamp(3) with time zone,
	CONSTRAINT block_site_id_site_id_fk FOREIGN KEY (site_id) REFERENCES site(id),
	CONSTRAINT block_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX one_unclosed_block_per_site ON public.block USING btree (site_id) WHERE (closed_at IS NULL);

CREATE TABLE block_debrief (
	block_id uuid NOT NULL,
	site_id text NOT NULL,
	note bytea NOT NULL,
	at timestamp(3) with time zone NOT NULL,
	by text NOT NULL,
	CONSTRAINT block_debrief_block_id_block_id_fk FOREIGN KEY (block_id) REFERENCES block(id),
	CONSTRAINT block_debrief_by_account_id_fk FOREIGN KEY (by) REFERENCES account(id),
	CONSTRAINT block_debrief_site_id_site_id_fk FOREIGN KEY (site_id) REFERENCES site(id),
	CONSTRAINT block_debrief_pkey PRIMARY KEY (block_id)
);

CREATE TABLE block_service (
	block_id uuid NOT NULL,
	service_id text NOT NULL,
	is_default boolean NOT NULL DEFAULT false,
	CONSTRAINT block_service_block_id_block_id_fk FOREIGN KEY (block_id) REFERENCES block(id),
	CONSTRAINT block_service_service_id_service_id_fk FOREIGN KEY (service_id) REFERENCES service(id),
	CONSTRAINT block_service_block_id_service_id_pk PRIMARY KEY (block_id, service_id)
);

CREATE TABLE block_tally (
	block_id uuid NOT NULL,
	kind_id text NOT NULL,
	count integer NOT NULL,
	CONSTRAINT count_is_not_negative CHECK ((count >= 0)),
	CONSTRAINT block_tally_block_id_block_id_fk FOREIGN KEY (block_id) REFERENCES block(id),
	CONSTRAINT block_tally_kind_id_tally_kind_id_fk FOREIGN KEY (kind_id) REFERENCES tally_kind(id),
	CONSTRAINT block_tally_block_id_kind_id_pk PRIMARY KEY (block_id, kind_id)
);

CREATE TABLE broken_glass (
	id uuid NOT NULL,
	at timestamp(3) with time zone NOT NULL,
	until timestamp(3) with time zone NOT NULL,
	by text NOT NULL,
	site_id text NOT NULL,
	visit_id uuid NOT NULL,
	reason text NOT NULL,
	words bytea,
	reviewed_at timestamp(3) with time zone,
	reviewed_by text,
	verdict text,
	CONSTRAINT verdict_is_known CHECK ((verdict = ANY (ARRAY['justified'::text, 'not_justified'::text]))),
	CONSTRAINT broken_glass_by_account_id_fk FOREIGN KEY (by) REFERENCES account(id),
	CONSTRAINT broken_glass_reviewed_by_account_id_fk FOREIGN KEY (reviewed_by) REFERENCES account(id),
	CONSTRAINT broken_glass_pkey PRIMARY KEY (id)
);
CREATE INDEX glass_by_visit ON public.broken_glass USING btree (visit_id, by);
CREATE TRIGGER broken_glass_stays BEFORE DELETE OR TRUNCATE ON public.broken_glass FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_record();

CREATE TABLE command (
	id uuid NOT NULL,
	site_id text NOT NULL,
	actor text NOT NULL,
	verb text NOT NULL,
	target text NOT NULL,
	body_salt text NOT NULL,
	body_hmac text NOT NULL,
	status smallint NOT NULL,
	answer text NOT NULL,
	at timestamp(3) with time zone NOT NULL,
	CONSTRAINT command_site_id_site_id_fk FOREIGN KEY (site_id) REFERENCES site(id),
	CONSTRAINT command_pkey PRIMARY KEY (id)
);
CREATE INDEX commands_by_age ON public.command USING btree (at);

CREATE TABLE device (
	id uuid NOT NULL,
	site_id text NOT NULL,
	label text NOT NULL,
	key_hash text NOT NULL,
	enrolled_by text NOT NULL,
	enrolled_at timestamp(3) with time zone NOT NULL,
	last_seen_at timestamp(3) with time zone NOT NULL,
	revoked_at timestamp(3) with time zone,
	CONSTRAINT device_enrolled_by_account_id_fk FOREIGN KEY (enrolled_by) REFERENCES account(id),
	CONSTRAINT device_site_id_site_id_fk FOREIGN KEY (site_id) REFERENCES site(id),
	CONSTRAINT device_pkey PRIMARY KEY (id),
	CONSTRAINT "device_keyHash_unique" UNIQUE (key_hash)
);
CREATE INDEX device_site_id_index ON public.device USING btree (site_id);

CREATE TABLE device_member (
	device_id uuid NOT NULL,
	account_id text NOT NULL,
	full_sign_in_at timestamp(3) with time zone NOT NULL,
	pin_tries smallint NOT NULL DEFAULT 0,
	account_epoch integer NOT NULL DEFAULT 0,
	CONSTRAINT device_member_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id),
	CONSTRAINT device_member_device_id_device_id_fk FOREIGN KEY (device_id) REFERENCES device(id),
	CONSTRAINT device_member_device_id_account_id_pk PRIMARY KEY (device_id, account_id)
);

CREATE TABLE disclosure (
	id uuid NOT NULL,
	at timestamp(3) with time zone NOT NULL,
	by text NOT NULL,
	site_id text NOT NULL,
	person_id uuid,
	visit_id uuid,
	information text[] NOT NULL,
	recipient text NOT NULL,
	purpose text NOT NULL,
	justification bytea,
	CONSTRAINT disclosure_by_account_id_fk FOREIGN KEY (by) REFERENCES account(id),
	CONSTRAINT disclosure_pkey PRIMARY KEY (id)
);
CREATE INDEX disclosures_of_a_person ON public.disclosure USING btree (person_id);
CREATE TRIGGER disclosure_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.disclosure FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_record();

CREATE TABLE display (
	id uuid NOT NULL,
	site_id text NOT NULL,
	label text NOT NULL,
	token_hash text NOT NULL,
	approved_by text NOT NULL,
	approved_at timestamp(3) with time zone NOT NULL,
	revoked_at timestamp(3) with time zone,
	revoked_because text,
	acknowledged_at timestamp(3) with time zone,
	CONSTRAINT cause_is_known CHECK ((revoked_because = ANY (ARRAY['by_hand'::text, 'token_reused'::text]))),
	CONSTRAINT display_site_id_site_id_fk FOREIGN KEY (site_id) REFERENCES site(id),
	CONSTRAINT display_pkey PRIMARY KEY (id),
	CONSTRAINT "display_tokenHash_unique" UNIQUE (token_hash)
);
CREATE INDEX display_site_id_index ON public.display USING btree (site_id);

CREATE TABLE display_pairing (
	user_code text NOT NULL,
	device_code_hash text NOT NULL,
	expires_at timestamp(3) with time zone NOT NULL,
	site_id text,
	label text,
	approved_by text,
	CONSTRAINT display_pairing_site_id_site_id_fk FOREIGN KEY (site_id) REFERENCES site(id),
	CONSTRAINT display_pairing_pkey PRIMARY KEY (user_code),
	CONSTRAINT "display_pairing_deviceCodeHash_unique" UNIQUE (device_code_hash)
);
CREATE INDEX display_pairing_expires_at_index ON public.display_pairing USING btree (expires_at);

CREATE TABLE display_token_used (
	token_hash text NOT NULL,
	display_id uuid NOT NULL,
	used_until timestamp(3) with time zone NOT NULL,
	CONSTRAINT display_token_used_display_id_display_id_fk FOREIGN KEY (display_id) REFERENCES display(id),
	CONSTRAINT display_token_used_pkey PRIMARY KEY (token_hash)
);
CREATE INDEX display_token_used_display_id_index ON public.display_token_used USING btree (display_id);

CREATE TABLE due_rewrite (
	table_name text NOT NULL,
	since timestamp(3) with time zone NOT NULL,
	CONSTRAINT due_rewrite_pkey PRIMARY KEY (table_name)
);

CREATE TABLE emergency_card (
	site_id text NOT NULL,
	address text NOT NULL DEFAULT ''::text,
	naloxone text NOT NULL DEFAULT ''::text,
	defibrillator text NOT NULL DEFAULT ''::text,
	on_call text NOT NULL DEFAULT ''::text,
	CONSTRAINT emergency_card_site_id_site_id_fk FOREIGN KEY (site_id) REFERENCES site(id),
	CONSTRAINT emergency_card_pkey PRIMARY KEY (site_id)
);

CREATE TABLE entry (
	id uuid NOT NULL,
	visit_id uuid NOT NULL,
	"position" smallint NOT NULL,
	service_id text NOT NULL,
	status text NOT NULL,
	level text NOT NULL,
	level_cause text,
	level_by text,
	level_at timestamp(3) with time zone,
	called_by text,
	called_at timestamp(3) with time zone,
	call_count smallint NOT NULL,
	room_id text,
	started_at timestamp(3) with time zone,
	ended_at timestamp(3) with time zone,
	end_cause text,
	CONSTRAINT level_is_known CHECK ((level = ANY (ARRAY['now'::text, 'sooner_today'::text, 'arrival_order'::text]))),
	CONSTRAINT somebody_has_an_active_entry CHECK (((status = ANY (ARRAY['called'::text, 'in_service'::text])) <= ((called_by IS NOT NULL) AND (called_at IS NOT NULL)))),
	CONSTRAINT status_is_known CHECK ((status = ANY (ARRAY['waiting'::text, 'called'::text, 'in_service'::text, 'done'::text, 'rerouted'::text, 'deferred'::text, 'redirected'::text, 'cancelled'::text]))),
	CONSTRAINT entry_service_id_service_id_fk FOREIGN KEY (service_id) REFERENCES service(id),
	CONSTRAINT entry_visit_id_visit_id_fk FOREIGN KEY (visit_id) REFERENCES visit(id),
	CONSTRAINT entry_pkey PRIMARY KEY (id)
);
CREATE INDEX entries_of_a_visit ON public.entry USING btree (visit_id);
CREATE UNIQUE INDEX one_active_entry_per_visit ON public.entry USING btree (visit_id) WHERE (status = ANY (ARRAY['called'::text, 'in_service'::text]));

CREATE TABLE event (
	site_id text NOT NULL,
	epoch integer NOT NULL,
	seq bigint NOT NULL,
	ordinal smallint NOT NULL,
	command_id uuid NOT NULL,
	type text NOT NULL,
	visit_id uuid,
	at timestamp(3) with time zone NOT NULL,
	by text NOT NULL,
	data jsonb NOT NULL,
	hash text,
	CONSTRAINT event_site_id_site_id_fk FOREIGN KEY (site_id) REFERENCES site(id),
	CONSTRAINT event_site_id_epoch_seq_ordinal_pk PRIMARY KEY (site_id, epoch, seq, ordinal)
);
CREATE INDEX events_of_a_visit ON public.event USING btree (visit_id);
CREATE TRIGGER event_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_event();

CREATE TABLE helpline (
	id text NOT NULL,
	phone text NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT helpline_pkey PRIMARY KEY (id)
);

CREATE TABLE helpline_text (
	line_id text NOT NULL,
	lang text NOT NULL,
	name text NOT NULL,
	note text,
	CONSTRAINT helpline_text_line_id_helpline_id_fk FOREIGN KEY (line_id) REFERENCES helpline(id),
	CONSTRAINT helpline_text_line_id_lang_pk PRIMARY KEY (line_id, lang)
);

CREATE TABLE incident (
	id uuid NOT NULL,
	recorded_at timestamp(3) with time zone NOT NULL,
	recorded_by text NOT NULL,
	amends uuid,
	content bytea NOT NULL,
	CONSTRAINT incident_recorded_by_account_id_fk FOREIGN KEY (recorded_by) REFERENCES account(id),
	CONSTRAINT incident_pkey PRIMARY KEY (id),
	CONSTRAINT incident_amends_unique UNIQUE (amends)
);
CREATE TRIGGER incident_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.incident FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_record();

CREATE TABLE key_version (
	version integer NOT NULL,
	mark text NOT NULL,
	CONSTRAINT key_version_pkey PRIMARY KEY (version)
);

CREATE TABLE memory_code (
	person_id uuid NOT NULL,
	left_out smallint NOT NULL,
	index text NOT NULL,
	CONSTRAINT memory_code_person_id_person_id_fk FOREIGN KEY (person_id) REFERENCES person(id),
	CONSTRAINT memory_code_person_id_left_out_pk PRIMARY KEY (person_id, left_out)
);
CREATE INDEX people_by_memory_code ON public.memory_code USING btree (index);

CREATE TABLE network_load (
	id integer NOT NULL DEFAULT 1,
	source text NOT NULL,
	CONSTRAINT network_load_pkey PRIMARY KEY (id)
);

CREATE TABLE network_settings (
	id integer NOT NULL DEFAULT 1,
	health_number boolean NOT NULL DEFAULT false,
	memory_code boolean NOT NULL DEFAULT false,
	inclusive_style text NOT NULL DEFAULT 'neutral'::text,
	CONSTRAINT inclusive_style_is_known CHECK ((inclusive_style = ANY (ARRAY['neutral'::text, 'parentheses'::text, 'dot'::text]))),
	CONSTRAINT one_row CHECK ((id = 1)),
	CONSTRAINT network_settings_pkey PRIMARY KEY (id)
);

CREATE TABLE notice_text (
	version smallint NOT NULL,
	lang text NOT NULL,
	since date NOT NULL,
	text text NOT NULL,
	CONSTRAINT notice_text_version_lang_pk PRIMARY KEY (version, lang)
);

CREATE TABLE noun_text (
	noun text NOT NULL,
	lang text NOT NULL,
	text text NOT NULL,
	CONSTRAINT noun_text_noun_lang_pk PRIMARY KEY (noun, lang)
);

CREATE TABLE one_time_code (
	account_id text NOT NULL,
	code_hash text NOT NULL,
	issued_by text,
	expires_at timestamp(3) with time zone NOT NULL,
	tries smallint NOT NULL DEFAULT 0,
	CONSTRAINT one_time_code_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id),
	CONSTRAINT one_time_code_pkey PRIMARY KEY (account_id)
);

CREATE TABLE passkey (
	id text NOT NULL,
	account_id text NOT NULL,
	public_key bytea NOT NULL,
	counter bigint NOT NULL,
	transports text[] NOT NULL,
	label text NOT NULL,
	created_at timestamp(3) with time zone NOT NULL,
	last_used_at timestamp(3) with time zone,
	CONSTRAINT passkey_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id),
	CONSTRAINT passkey_pkey PRIMARY KEY (id)
);
CREATE INDEX passkey_account_id_index ON public.passkey USING btree (account_id);

CREATE TABLE passkey_challenge (
	challenge text NOT NULL,
	account_id text,
	purpose text NOT NULL,
	expires_at timestamp(3) with time zone NOT NULL,
	CONSTRAINT purpose_is_known CHECK ((purpose = ANY (ARRAY['register'::text, 'sign_in'::text, 'step_up'::text]))),
	CONSTRAINT passkey_challenge_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id),
	CONSTRAINT passkey_challenge_pkey PRIMARY KEY (challenge)
);
CREATE INDEX passkey_challenge_expires_at_index ON public.passkey_challenge USING btree (expires_at);

CREATE TABLE person (
	id uuid NOT NULL,
	site_id text NOT NULL,
	created_at timestamp(3) with time zone NOT NULL,
	last_seen_at timestamp(3) with time zone NOT NULL,
	known_elsewhere boolean NOT NULL DEFAULT false,
	merged_into uuid,
	CONSTRAINT person_merged_into_person_id_fk FOREIGN KEY (merged_into) REFERENCES person(id),
	CONSTRAINT person_site_id_site_id_fk FOREIGN KEY (site_id) REFERENCES site(id),
	CONSTRAINT person_pkey PRIMARY KEY (id)
);
CREATE INDEX people_merged_into ON public.person USING btree (merged_into) WHERE (merged_into IS NOT NULL);

CREATE TABLE person_at_site (
	person_id uuid NOT NULL,
	site_id text NOT NULL,
	last_seen_at timestamp(3) with time zone NOT NULL,
	CONSTRAINT person_at_site_person_id_person_id_fk FOREIGN KEY (person_id) REFERENCES person(id),
	CONSTRAINT person_at_site_site_id_site_id_fk FOREIGN KEY (site_id) REFERENCES site(id),
	CONSTRAINT person_at_site_person_id_site_id_pk PRIMARY KEY (person_id, site_id)
);
CREATE INDEX people_of_a_site ON public.person_at_site USING btree (site_id, last_seen_at);

CREATE TABLE person_merge (
	id uuid NOT NULL,
	from_id uuid NOT NULL,
	into_id uuid NOT NULL,
	site_id text NOT NULL,
	at timestamp(3) with time zone NOT NULL,
	by text NOT NULL,
	undone_at timestamp(3) with time zone,
	undone_by text,
	CONSTRAINT person_merge_by_account_id_fk FOREIGN KEY (by) REFERENCES account(id),
	CONSTRAINT person_merge_site_id_site_id_fk FOREIGN KEY (site_id) REFERENCES site(id),
	CONSTRAINT person_merge_undone_by_account_id_fk FOREIGN KEY (undone_by) REFERENCES account(id),
	CONSTRAINT person_merge_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX merged_once ON public.person_merge USING btree (from_id) WHERE (undone_at IS NULL);

CREATE TABLE person_personal (
	person_id uuid NOT NULL,
	alias bytea,
	alias_index text,
	word_index text,
	card_index text,
	contact bytea,
	legal_name bytea,
	health_number bytea,
	salt text NOT NULL,
	CONSTRAINT person_personal_person_id_person_id_fk FOREIGN KEY (person_id) REFERENCES person(id),
	CONSTRAINT person_personal_pkey PRIMARY KEY (person_id)
);
CREATE INDEX people_by_alias ON public.person_personal USING btree (alias_index);
CREATE UNIQUE INDEX people_by_card ON public.person_personal USING btree (card_index);

CREATE TABLE person_rectification (
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	field text NOT NULL,
	former bytea,
	at timestamp(3) with time zone NOT NULL,
	by text NOT NULL,
	CONSTRAINT person_rectification_by_account_id_fk FOREIGN KEY (by) REFERENCES account(id),
	CONSTRAINT person_rectification_person_id_person_id_fk FOREIGN KEY (person_id) REFERENCES person(id),
	CONSTRAINT person_rectification_pkey PRIMARY KEY (id)
);
CREATE INDEX rectifications_of_a_person ON public.person_rectification USING btree (person_id);

CREATE TABLE question (
	id text NOT NULL,
	field text,
	stage text NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT stage_is_known CHECK ((stage = ANY (ARRAY['intake'::text, 'later'::text, 'after'::text]))),
	CONSTRAINT question_pkey PRIMARY KEY (id)
);

CREATE TABLE question_option (
	question_id text NOT NULL,
	version smallint NOT NULL,
	value text NOT NULL,
	"position" smallint NOT NULL,
	pictogram text,
	CONSTRAINT option_of_a_version FOREIGN KEY (question_id, version) REFERENCES question_version(question_id, version),
	CONSTRAINT question_option_question_id_version_value_pk PRIMARY KEY (question_id, version, value)
);

CREATE TABLE question_option_text (
	question_id text NOT NULL,
	version smallint NOT NULL,
	value text NOT NULL,
	lang text NOT NULL,
	label text NOT NULL,
	CONSTRAINT text_of_an_option FOREIGN KEY (question_id, version, value) REFERENCES question_option(question_id, version, value),
	CONSTRAINT question_option_text_question_id_version_value_lang_pk PRIMARY KEY (question_id, version, value, lang)
);

CREATE TABLE question_text (
	question_id text NOT NULL,
	version smallint NOT NULL,
	lang text NOT NULL,
	tu text,
	vous text NOT NULL,
	help text,
	CONSTRAINT text_of_a_version FOREIGN KEY (question_id, version) REFERENCES question_version(question_id, version),
	CONSTRAINT question_text_question_id_version_lang_pk PRIMARY KEY (question_id, version, lang)
);

CREATE TABLE question_version (
	question_id text NOT NULL,
	version smallint NOT NULL,
	many boolean NOT NULL DEFAULT false,
	alone boolean NOT NULL DEFAULT true,
	since timestamp(3) with time zone NOT NULL,
	withdrawn_at timestamp(3) with time zone,
	CONSTRAINT question_version_question_id_question_id_fk FOREIGN KEY (question_id) REFERENCES question(id),
	CONSTRAINT question_version_question_id_version_pk PRIMARY KEY (question_id, version)
);

CREATE TABLE quick_look (
	id uuid NOT NULL,
	site_id text NOT NULL,
	block_id uuid NOT NULL,
	visit_id uuid,
	signs text[] NOT NULL,
	room_id text,
	words_sealed bytea,
	asked_by text NOT NULL,
	asked_at timestamp(3) with time zone NOT NULL,
	acknowledged_by text,
	acknowledged_at timestamp(3) with time zone,
	closed_by text,
	closed_at timestamp(3) with time zone,
	CONSTRAINT acknowledged_by_somebody CHECK (((acknowledged_at IS NULL) = (acknowledged_by IS NULL))),
	CONSTRAINT closed_by_somebody CHECK (((closed_at IS NULL) = (closed_by IS NULL))),
	CONSTRAINT quick_look_block_id_block_id_fk FOREIGN KEY (block_id) REFERENCES block(id),
	CONSTRAINT quick_look_site_id_site_id_fk FOREIGN KEY (site_id) REFERENCES site(id),
	CONSTRAINT quick_look_visit_id_visit_id_fk FOREIGN KEY (visit_id) REFERENCES visit(id),
	CONSTRAINT quick_look_pkey PRIMARY KEY (id)
);
CREATE INDEX looks_of_a_block ON public.quick_look USING btree (block_id);

CREATE TABLE quick_look_told (
	look_id uuid NOT NULL,
	account_id text NOT NULL,
	at timestamp(3) with time zone NOT NULL,
	CONSTRAINT quick_look_told_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id),
	CONSTRAINT quick_look_told_look_id_quick_look_id_fk FOREIGN KEY (look_id) REFERENCES quick_look(id),
	CONSTRAINT quick_look_told_look_id_account_id_pk PRIMARY KEY (look_id, account_id)
);

CREATE TABLE reason (
	id text NOT NULL,
	pictogram text NOT NULL,
	private boolean NOT NULL DEFAULT false,
	"position" smallint NOT NULL,
	CONSTRAINT reason_pkey PRIMARY KEY (id)
);

CREATE TABLE reason_text (
	reason_id text NOT NULL,
	lang text NOT NULL,
	name text NOT NULL,
	short text NOT NULL,
	CONSTRAINT reason_text_reason_id_reason_id_fk FOREIGN KEY (reason_id) REFERENCES reason(id),
	CONSTRAINT reason_text_reason_id_lang_pk PRIMARY KEY (reason_id, lang)
);

CREATE TABLE recovery_code (
	account_id text NOT NULL,
	code_hash text NOT NULL,
	used_at timestamp(3) with time zone,
	CONSTRAINT recovery_code_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id),
	CONSTRAINT recovery_code_account_id_code_hash_pk PRIMARY KEY (account_id, code_hash)
);

CREATE TABLE red_flag (
	id text NOT NULL,
	pictogram text NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT red_flag_pkey PRIMARY KEY (id)
);

CREATE TABLE red_flag_text (
	flag_id text NOT NULL,
	lang text NOT NULL,
	name text NOT NULL,
	CONSTRAINT red_flag_text_flag_id_red_flag_id_fk FOREIGN KEY (flag_id) REFERENCES red_flag(id),
	CONSTRAINT red_flag_text_flag_id_lang_pk PRIMARY KEY (flag_id, lang)
);

CREATE TABLE restriction (
	id uuid NOT NULL,
	person_id uuid,
	visit_id uuid,
	account_id text NOT NULL,
	site_id text NOT NULL,
	set_at timestamp(3) with time zone NOT NULL,
	set_by text NOT NULL,
	lifted_at timestamp(3) with time zone,
	lifted_by text,
	CONSTRAINT about_a_person_or_a_visit CHECK ((num_nonnulls(person_id, visit_id) = 1)),
	CONSTRAINT restriction_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id),
	CONSTRAINT restriction_lifted_by_account_id_fk FOREIGN KEY (lifted_by) REFERENCES account(id),
	CONSTRAINT restriction_person_id_person_id_fk FOREIGN KEY (person_id) REFERENCES person(id),
	CONSTRAINT restriction_set_by_account_id_fk FOREIGN KEY (set_by) REFERENCES account(id),
	CONSTRAINT restriction_site_id_site_id_fk FOREIGN KEY (site_id) REFERENCES site(id),
	CONSTRAINT restriction_visit_id_visit_id_fk FOREIGN KEY (visit_id) REFERENCES visit(id),
	CONSTRAINT restriction_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX restricted_once_per_person ON public.restriction USING btree (person_id, account_id) WHERE (lifted_at IS NULL);
CREATE UNIQUE INDEX restricted_once_per_visit ON public.restriction USING btree (visit_id, account_id) WHERE (lifted_at IS NULL);

CREATE TABLE retention (
	category text NOT NULL,
	amount smallint NOT NULL,
	unit text NOT NULL,
	CONSTRAINT amount_is_positive CHECK ((amount > 0)),
	CONSTRAINT retention_pkey PRIMARY KEY (category)
);

CREATE TABLE retention_run (
	id uuid NOT NULL,
	at timestamp(3) with time zone NOT NULL,
	counts jsonb NOT NULL,
	CONSTRAINT retention_run_pkey PRIMARY KEY (id)
);
CREATE TRIGGER retention_run_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.retention_run FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_record();

CREATE TABLE room (
	site_id text NOT NULL,
	id text NOT NULL,
	name text NOT NULL,
	kind text NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT room_site_id_site_id_fk FOREIGN KEY (site_id) REFERENCES site(id),
	CONSTRAINT room_site_id_id_pk PRIMARY KEY (site_id, id),
	CONSTRAINT "room_siteId_name_unique" UNIQUE (site_id, name)
);

CREATE TABLE route_step (
	reason_id text NOT NULL,
	"position" smallint NOT NULL,
	service_id text NOT NULL,
	CONSTRAINT route_step_reason_id_reason_id_fk FOREIGN KEY (reason_id) REFERENCES reason(id),
	CONSTRAINT route_step_service_id_service_id_fk FOREIGN KEY (service_id) REFERENCES service(id),
	CONSTRAINT route_step_reason_id_position_pk PRIMARY KEY (reason_id, "position"),
	CONSTRAINT "route_step_reasonId_serviceId_unique" UNIQUE (reason_id, service_id)
);

CREATE TABLE service (
	id text NOT NULL,
	minutes smallint NOT NULL,
	pictogram text NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT service_pkey PRIMARY KEY (id)
);

CREATE TABLE service_text (
	service_id text NOT NULL,
	lang text NOT NULL,
	name text NOT NULL,
	CONSTRAINT service_text_service_id_service_id_fk FOREIGN KEY (service_id) REFERENCES service(id),
	CONSTRAINT service_text_service_id_lang_pk PRIMARY KEY (service_id, lang)
);

CREATE TABLE site (
	id text NOT NULL,
	name text NOT NULL,
	kind text NOT NULL,
	audience text NOT NULL,
	timezone text NOT NULL,
	grace_minutes smallint NOT NULL DEFAULT 30,
	address_form text NOT NULL DEFAULT 'vous'::text,
	animals_allowed boolean NOT NULL DEFAULT false,
	"position" smallint NOT NULL,
	recheck_minutes smallint NOT NULL DEFAULT 60,
	recheck_sooner_minutes smallint NOT NULL DEFAULT 30,
	practice boolean NOT NULL DEFAULT false,
	CONSTRAINT site_pkey PRIMARY KEY (id)
);

CREATE TABLE site_head (
	site_id text NOT NULL,
	epoch integer NOT NULL DEFAULT 1,
	seq bigint NOT NULL DEFAULT 0,
	chain_head text,
	last_at timestamp(3) with time zone NOT NULL DEFAULT '1970-01-01 00:00:00+00'::timestamp with time zone,
	unhashed_events bigint NOT NULL DEFAULT 0,
	CONSTRAINT site_head_site_id_site_id_fk FOREIGN KEY (site_id) REFERENCES site(id),
	CONSTRAINT site_head_pkey PRIMARY KEY (site_id)
);

CREATE TABLE site_noun (
	site_id text NOT NULL,
	noun text NOT NULL,
	pictogram text NOT NULL,
	CONSTRAINT site_noun_site_id_site_id_fk FOREIGN KEY (site_id) REFERENCES site(id),
	CONSTRAINT site_noun_site_id_noun_pk PRIMARY KEY (site_id, noun)
);

CREATE TABLE site_service (
	site_id text NOT NULL,
	service_id text NOT NULL,
	is_default boolean NOT NULL DEFAULT false,
	CONSTRAINT site_service_service_id_service_id_fk FOREIGN KEY (service_id) REFERENCES service(id),
	CONSTRAINT site_service_site_id_site_id_fk FOREIGN KEY (site_id) REFERENCES site(id),
	CONSTRAINT site_service_site_id_service_id_pk PRIMARY KEY (site_id, service_id)
);

CREATE TABLE staff_session (
	id text NOT NULL,
	public_id uuid NOT NULL,
	account_id text NOT NULL,
	device_id uuid,
	account_epoch integer NOT NULL,
	level text NOT NULL,
	browser text NOT NULL,
	started_at timestamp(3) with time zone NOT NULL,
	last_active_at timestamp(3) with time zone NOT NULL,
	ends_at timestamp(3) with time zone NOT NULL,
	fresh_until timestamp(3) with time zone,
	alone_at text,
	CONSTRAINT alone_is_at_a_site CHECK (((level = 'alone'::text) = (alone_at IS NOT NULL))),
	CONSTRAINT session_level_is_known CHECK ((level = ANY (ARRAY['password'::text, 'locked'::text, 'alone'::text, 'pin'::text, 'full'::text]))),
	CONSTRAINT staff_session_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id),
	CONSTRAINT staff_session_alone_at_site_id_fk FOREIGN KEY (alone_at) REFERENCES site(id),
	CONSTRAINT staff_session_device_id_device_id_fk FOREIGN KEY (device_id) REFERENCES device(id),
	CONSTRAINT staff_session_pkey PRIMARY KEY (id),
	CONSTRAINT "staff_session_publicId_unique" UNIQUE (public_id)
);
CREATE INDEX staff_session_account_id_index ON public.staff_session USING btree (account_id);
CREATE INDEX staff_session_device_id_index ON public.staff_session USING btree (device_id);
CREATE INDEX staff_session_ends_at_index ON public.staff_session USING btree (ends_at);

CREATE TABLE tally_kind (
	id text NOT NULL,
	pictogram text NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT tally_kind_pkey PRIMARY KEY (id)
);

CREATE TABLE tally_kind_text (
	kind_id text NOT NULL,
	lang text NOT NULL,
	name text NOT NULL,
	CONSTRAINT tally_kind_text_kind_id_tally_kind_id_fk FOREIGN KEY (kind_id) REFERENCES tally_kind(id),
	CONSTRAINT tally_kind_text_kind_id_lang_pk PRIMARY KEY (kind_id, lang)
);

CREATE TABLE totp (
	account_id text NOT NULL,
	secret bytea NOT NULL,
	created_at timestamp(3) with time zone NOT NULL,
	confirmed_at timestamp(3) with time zone,
	last_step bigint NOT NULL DEFAULT 0,
	begun_by uuid,
	CONSTRAINT totp_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id),
	CONSTRAINT totp_pkey PRIMARY KEY (account_id)
);

CREATE TABLE visit (
	id uuid NOT NULL,
	site_id text NOT NULL,
	block_id uuid NOT NULL,
	local_day date NOT NULL,
	word text NOT NULL,
	arrived_at timestamp(3) with time zone NOT NULL,
	registered_at timestamp(3) with time zone NOT NULL,
	backdated boolean NOT NULL,
	presence text NOT NULL,
	presence_at timestamp(3) with time zone NOT NULL,
	returned_in_grace boolean NOT NULL,
	call_by text NOT NULL,
	language text,
	peer_wanted text NOT NULL,
	trainee_accepted text NOT NULL,
	party_id uuid,
	reasons text[] NOT NULL,
	finished boolean NOT NULL,
	last_step jsonb,
	person_id uuid,
	merged_into uuid,
	health_card text NOT NULL DEFAULT 'not_asked'::text,
	notice_version smallint,
	notice_language text,
	notice_way text,
	follow_up_by text,
	follow_up_on date,
	party_mode text NOT NULL DEFAULT 'together'::text,
	subject text NOT NULL DEFAULT 'person'::text,
	animal_species text,
	animal_temper text,
	with_visit_id uuid,
	pressing text NOT NULL DEFAULT 'not_asked'::text,
	quiet_corner text NOT NULL DEFAULT 'not_asked'::text,
	dim_light text NOT NULL DEFAULT 'not_asked'::text,
	interpreter_language text,
	interpreter_mode text,
	interpreter_gender text,
	interpreter_no_relative boolean,
	interpreter_asked_at timestamp(3) with time zone,
	interpreter_confirmed_at timestamp(3) with time zone,
	checked_at timestamp(3) with time zone,
	CONSTRAINT animal_has_a_human CHECK (((subject <> 'animal'::text) OR (with_visit_id IS NOT NULL))),
	CONSTRAINT call_by_is_known CHECK ((call_by = ANY (ARRAY['word'::text, 'alias_aloud'::text, 'discreet'::text, 'text'::text]))),
	CONSTRAINT health_card_is_known CHECK ((health_card = ANY (ARRAY['yes'::text, 'no'::text, 'lost'::text, 'expired'::text, 'other_province'::text, 'pfsi'::text, 'unknown'::text, 'declined'::text, 'not_asked'::text]))),
	CONSTRAINT party_mode_is_known CHECK ((party_mode = ANY (ARRAY['together'::text, 'one_after_other'::text]))),
	CONSTRAINT presence_is_known CHECK ((presence = ANY (ARRAY['here'::text, 'stepped_out'::text, 'absent'::text, 'left'::text]))),
	CONSTRAINT subject_is_known CHECK ((subject = ANY (ARRAY['person'::text, 'animal'::text]))),
	CONSTRAINT visit_block_id_block_id_fk FOREIGN KEY (block_id) REFERENCES block(id),
	CONSTRAINT visit_person_id_person_id_fk FOREIGN KEY (person_id) REFERENCES person(id),
	CONSTRAINT visit_site_id_site_id_fk FOREIGN KEY (site_id) REFERENCES site(id),
	CONSTRAINT visit_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX one_active_visit_per_person_and_site ON public.visit USING btree (site_id, person_id) WHERE ((NOT finished) AND (person_id IS NOT NULL));
CREATE INDEX unfinished_visits ON public.visit USING btree (block_id) WHERE (NOT finished);
CREATE INDEX visit_words_of_a_day ON public.visit USING btree (site_id, registered_at);
CREATE INDEX visits_of_a_block ON public.visit USING btree (block_id);
CREATE INDEX visits_of_a_person ON public.visit USING btree (person_id);
CREATE UNIQUE INDEX word_once_per_site_and_day ON public.visit USING btree (site_id, local_day, word);

CREATE TABLE visit_answer (
	visit_id uuid NOT NULL,
	question_id text NOT NULL,
	version smallint NOT NULL,
	status text NOT NULL,
	"values" text[] NOT NULL DEFAULT '{}'::text[],
	CONSTRAINT answer_is_known CHECK ((status = ANY (ARRAY['answered'::text, 'declined'::text, 'unknown'::text]))),
	CONSTRAINT answer_to_a_version FOREIGN KEY (question_id, version) REFERENCES question_version(question_id, version),
	CONSTRAINT visit_answer_visit_id_visit_id_fk FOREIGN KEY (visit_id) REFERENCES visit(id),
	CONSTRAINT visit_answer_visit_id_question_id_pk PRIMARY KEY (visit_id, question_id)
);

CREATE TABLE visit_personal (
	visit_id uuid NOT NULL,
	alias text,
	note text,
	contact text,
	salt text NOT NULL,
	alias_sealed bytea,
	note_sealed bytea,
	contact_sealed bytea,
	CONSTRAINT nothing_in_clear CHECK ((num_nonnulls(alias, note, contact) = 0)) NOT VALID,
	CONSTRAINT visit_personal_visit_id_visit_id_fk FOREIGN KEY (visit_id) REFERENCES visit(id),
	CONSTRAINT visit_personal_pkey PRIMARY KEY (visit_id)
);

CREATE TABLE weekly_block (
	site_id text NOT NULL,
	weekday smallint NOT NULL,
	starts_at time(0) without time zone NOT NULL,
	ends_at time(0) without time zone NOT NULL,
	CONSTRAINT ends_after_start CHECK ((ends_at > starts_at)),
	CONSTRAINT weekday_is_iso CHECK (((weekday >= 1) AND (weekday <= 7))),
	CONSTRAINT weekly_block_site_id_site_id_fk FOREIGN KEY (site_id) REFERENCES site(id),
	CONSTRAINT weekly_block_site_id_weekday_starts_at_pk PRIMARY KEY (site_id, weekday, starts_at)
);

CREATE TABLE welcome_arrangement (
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	site_id text NOT NULL,
	reason text NOT NULL,
	words bytea NOT NULL,
	person_informed boolean NOT NULL,
	since timestamp(3) with time zone NOT NULL,
	until date NOT NULL,
	by text NOT NULL,
	reviewed_at timestamp(3) with time zone,
	reviewed_by text,
	CONSTRAINT thirty_days_at_most CHECK ((until <= (((since AT TIME ZONE 'UTC'::text))::date + 31))),
	CONSTRAINT welcome_arrangement_by_account_id_fk FOREIGN KEY (by) REFERENCES account(id),
	CONSTRAINT welcome_arrangement_person_id_person_id_fk FOREIGN KEY (person_id) REFERENCES person(id),
	CONSTRAINT welcome_arrangement_reviewed_by_account_id_fk FOREIGN KEY (reviewed_by) REFERENCES account(id),
	CONSTRAINT welcome_arrangement_site_id_site_id_fk FOREIGN KEY (site_id) REFERENCES site(id),
	CONSTRAINT welcome_arrangement_pkey PRIMARY KEY (id)
);
CREATE INDEX arrangements_of_a_person ON public.welcome_arrangement USING btree (person_id);

CREATE TABLE whereabouts (
	visit_id uuid NOT NULL,
	room_id text NOT NULL,
	CONSTRAINT whereabouts_visit_id_visit_id_fk FOREIGN KEY (visit_id) REFERENCES visit(id),
	CONSTRAINT whereabouts_pkey PRIMARY KEY (visit_id)
);

CREATE VIEW membership AS
 SELECT s.account_id,
    s.site_id,
    s.may_set_level
   FROM (account_site s
     JOIN site ON ((site.id = s.site_id)))
  WHERE (NOT site.practice)
UNION ALL
 SELECT m.account_id,
    practice.id AS site_id,
    m.may_set_level
   FROM (site practice
     CROSS JOIN LATERAL ( SELECT s.account_id,
            bool_or(s.may_set_level) AS may_set_level
           FROM ((account_site s
             JOIN site ON (((site.id = s.site_id) AND (NOT site.practice))))
             JOIN account a ON ((a.id = s.account_id)))
          WHERE (practice.practice AND (NOT a.disabled) AND (a.role = ANY (ARRAY['peer_helper'::text, 'host_worker'::text, 'clinician'::text, 'trainee'::text, 'coordinator'::text])))
          GROUP BY s.account_id) m);

CREATE VIEW service_given AS
 SELECT g.account_id,
    g.site_id,
    g.service_id
   FROM (account_service g
     JOIN site ON ((site.id = g.site_id)))
  WHERE (NOT site.practice)
UNION ALL
 SELECT given.account_id,
    practice.id AS site_id,
    given.service_id
   FROM (site practice
     CROSS JOIN LATERAL ( SELECT m.account_id,
            g.service_id
           FROM ((membership m
             JOIN account_service g ON ((g.account_id = m.account_id)))
             JOIN site ON (((site.id = g.site_id) AND (NOT site.practice))))
          WHERE (practice.practice AND (m.site_id = practice.id))
          GROUP BY m.account_id, g.service_id) given);
