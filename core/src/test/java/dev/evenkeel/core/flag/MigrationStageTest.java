// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationStageTest {
    @Test
    void listsStagesOnlyWhenAllVariantsAreStages() {
        assertThat(MigrationStage.listStages(List.of("complete", "off", "live", "shadow")))
                .containsExactly(
                        MigrationStage.OFF, MigrationStage.SHADOW, MigrationStage.LIVE, MigrationStage.COMPLETE);
        assertThat(MigrationStage.listStages(List.of("off", "on"))).isEmpty();
        assertThat(MigrationStage.listStages(List.of("off"))).isEmpty();
        assertThat(MigrationStage.listStages(List.of())).isEmpty();
    }

    @Test
    void findsStageByLowerCaseVariantOnly() {
        for (MigrationStage migrationStage : MigrationStage.values()) {
            assertThat(MigrationStage.findByVariant(migrationStage.variant())).contains(migrationStage);
            assertThat(MigrationStage.findByVariant(migrationStage.name())).isEmpty();
        }
    }
}
