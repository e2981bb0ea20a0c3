// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.examples.payments.LedgerMigrationCampaign.Fault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A ledger migrates through all stages, and back where that is possible, while processes are killed, paused
/// and cut off and databases are unavailable at each step. Customers resend each message until it is accepted.
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class LedgerMigrationCampaignIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    /// Forward, back over the step at which the new ledger becomes authoritative, and forward again.
    private static final List<MigrationStage> STAGES = List.of(
            MigrationStage.OFF,
            MigrationStage.DUALWRITE,
            MigrationStage.SHADOW,
            MigrationStage.LIVE,
            MigrationStage.SHADOW,
            MigrationStage.LIVE,
            MigrationStage.RAMPDOWN,
            MigrationStage.LIVE,
            MigrationStage.RAMPDOWN);

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void neitherLosesNorDuplicatesPaymentsUnderFaults(long seed) throws Exception {
        try (var campaign = new LedgerMigrationCampaign(seed, true)) {
            campaign.open(MigrationStage.OFF);
            for (int i = 1; i < STAGES.size(); i++) {
                campaign.migrate(STAGES.get(i - 1), STAGES.get(i), List.of(Fault.values()));
                if (STAGES.get(i) == MigrationStage.DUALWRITE) {
                    campaign.backfill();
                }
            }
            campaign.settle();
            assertThat(campaign.newRows()).containsExactlyInAnyOrderElementsOf(campaign.oldRows());
            assertThat(campaign.accepted()).hasSizeGreaterThan(300);

            campaign.migrate(MigrationStage.RAMPDOWN, MigrationStage.COMPLETE, List.of(Fault.values()));
            campaign.settle();
            campaign.checkLedgers();
        }
    }

    @Test
    void waitsForOldLedgerRepairWhenRollingBackFromLive() throws Exception {
        try (var campaign = new LedgerMigrationCampaign(3, false)) {
            campaign.open(MigrationStage.SHADOW);
            campaign.migrate(MigrationStage.SHADOW, MigrationStage.LIVE, List.of());
            campaign.stopOldLedger();
            await().atMost(TIMEOUT).until(() -> campaign.pendingOldLedgerRepairs() >= 20);
            campaign.switchAll(MigrationStage.SHADOW);
            campaign.restartOldLedger();
            await().atMost(TIMEOUT).until(() -> campaign.blockedWrites() > 0);

            campaign.repair();
            campaign.settle();
            assertThat(campaign.newRows()).containsExactlyInAnyOrderElementsOf(campaign.oldRows());
            campaign.checkLedgers();
        }
    }
}
