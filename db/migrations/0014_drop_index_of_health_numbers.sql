DROP INDEX "people_by_health_number";--> statement-breakpoint
ALTER TABLE "person_personal" DROP COLUMN "health_number_index";