// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.scaling.IntakeScenario.BatchContent;
import dev.evenkeel.benchmarks.scaling.IntakeScenario.Machines;
import dev.evenkeel.benchmarks.scaling.ProvisioningSearch.Limit;
import dev.evenkeel.benchmarks.scaling.ProvisioningSearch.Provisioning;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProvisioningSearchTest {
    private static IntakeScenario scenario(IntakeStore store, int processes) {
        return new IntakeScenario(
                store,
                new BatchArrivals.Periodic(processes, Duration.ofSeconds(1)),
                new BatchContent(9, 3, 1, 0),
                Machines.sharedCores(1),
                Duration.ofSeconds(10),
                1);
    }

    private static boolean isEnough(IntakeScenario scenario, Machines machines) {
        SimulatedIntake result = IntakeSimulation.run(scenario.on(machines), IntakeCosts.CURRENT);
        return result.stable()
                && result.cpu().server() <= ProvisioningSearch.MOST_UTILISATION
                && result.cpu().database() <= ProvisioningSearch.MOST_UTILISATION
                && result.threads().storage() <= ProvisioningSearch.MOST_STORAGE
                && result.decision().p99() <= ProvisioningSearch.MOST_AGE_MILLIS;
    }

    @Test
    void findsSmallestSufficientMachines() {
        IntakeScenario scenario = scenario(IntakeStore.POSTGRESQL, 6_000);
        Machines found = ProvisioningSearch.search(scenario, IntakeCosts.CURRENT)
                .machines()
                .orElseThrow();

        assertThat(isEnough(scenario, found)).isTrue();
        assertThat(isEnough(scenario, new Machines(found.servers() - 1, 4, found.databaseCores(), 1, 12, false)))
                .isFalse();
        assertThat(isEnough(scenario, new Machines(found.servers(), 4, found.databaseCores() / 2, 1, 12, false)))
                .isFalse();
    }

    @Test
    void kafkaNeedsFewerDatabaseCores() {
        Provisioning postgres = ProvisioningSearch.search(scenario(IntakeStore.POSTGRESQL, 6_000), IntakeCosts.CURRENT);
        Provisioning kafka = ProvisioningSearch.search(scenario(IntakeStore.KAFKA, 6_000), IntakeCosts.CURRENT);

        assertThat(kafka.databaseCores()).isLessThan(postgres.databaseCores());
    }

    @Test
    void findsNoMachinesForMillionBatchesPerSecond() {
        Provisioning found = ProvisioningSearch.search(scenario(IntakeStore.KAFKA, 1_000_000), IntakeCosts.CURRENT);

        assertThat(found.machines()).isEmpty();
        assertThat(found.limit()).isEqualTo(Limit.UNIT_ROWS);
        assertThat(found.databaseCores()).isGreaterThan(32);
    }
}
