// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import static dev.evenkeel.server.foundation.database.SchemaCompatibility.PREVIOUS_SERIES_MIGRATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.evenkeel.server.foundation.database.SchemaCompatibility.Decision;
import dev.evenkeel.server.foundation.database.SchemaCompatibility.Requirement;
import org.junit.jupiter.api.Test;

final class SchemaCompatibilityTest {
    @Test
    void acceptsDatabaseOfNextSeriesWithWarning() {
        assertThat(new SchemaCompatibility("0.2.1", 4, 6).decide(new Requirement(4, "0.3.0")))
                .isEqualTo(new Decision.Use("Evenkeel 0.3.0 upgraded the database to migration 6. This version (0.2.1),"
                        + " which contains migrations up to 4, can use it. Abort rollouts that started on the newer"
                        + " version, and do not start rollouts while servers of both versions run."));
    }

    @Test
    void refusesDatabaseOfLaterSeriesWithRemedies() {
        assertThat(new SchemaCompatibility("0.2.1", 4, 9).decide(new Requirement(6, "0.4.0")))
                .isEqualTo(new Decision.Refuse("Evenkeel 0.4.0 upgraded the database to migration 9. Only servers that"
                        + " contain migration 6 can use it. This version (0.2.1), which contains migrations up to 4,"
                        + " cannot. Either start Evenkeel 0.4.0 or a newer one. Or return to the state before the"
                        + " upgrade: stop all servers, restore a backup from before the upgrade into an empty"
                        + " database, and start one server of the old version with --restored-from-backup REASON"
                        + " (docs/guides/back-up-and-restore.md)."));
    }

    @Test
    void omitsUnknownVersionNumbersFromRefusal() {
        assertThat(new SchemaCompatibility(null, 4, 9).decide(new Requirement(5, null)))
                .asInstanceOf(type(Decision.Refuse.class))
                .extracting(Decision.Refuse::message)
                .asString()
                .startsWith("A newer version of Evenkeel upgraded the database to migration 9.")
                .contains("This version, which contains", "Either start that version or a newer one.")
                .doesNotContain("null");
    }

    @Test
    void detectsRequirementSetByNewerSeries() {
        assertThat(new Requirement(PREVIOUS_SERIES_MIGRATION - 1, "0.1.0").isSetByNewerSeries())
                .isFalse();
        assertThat(new Requirement(PREVIOUS_SERIES_MIGRATION, "0.2.0").isSetByNewerSeries())
                .isFalse();
        assertThat(new Requirement(PREVIOUS_SERIES_MIGRATION + 1, "0.3.0").isSetByNewerSeries())
                .isTrue();
    }

    @Test
    void raisesRequirementToPreviousSeriesButNeverLowersIt() {
        var raised = new Requirement(PREVIOUS_SERIES_MIGRATION, "0.2.1");
        assertThat(SchemaCompatibility.raise(null, "0.2.1")).isEqualTo(raised);
        assertThat(SchemaCompatibility.raise(new Requirement(PREVIOUS_SERIES_MIGRATION - 1, "0.1.0"), "0.2.1"))
                .isEqualTo(raised);
        var equal = new Requirement(PREVIOUS_SERIES_MIGRATION, "0.2.0");
        assertThat(SchemaCompatibility.raise(equal, "0.2.1")).isEqualTo(equal);
        var higher = new Requirement(PREVIOUS_SERIES_MIGRATION + 1, "0.3.0");
        assertThat(SchemaCompatibility.raise(higher, "0.2.1")).isEqualTo(higher);
    }
}
