-- Whoever was left over at the end of a block stayed unfinished: they could not come again under their key, and were
-- never forgotten. Closing a block finishes its visits from here on; this is for those from before.
UPDATE "visit" v SET "finished" = true FROM "block" b
WHERE b."id" = v."block_id" AND b."closed_at" IS NOT NULL AND NOT v."finished";
