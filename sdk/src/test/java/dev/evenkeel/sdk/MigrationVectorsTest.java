// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.ShadowConfig;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares with the behaviour of another library at each stage, from spec/migration/launchdarkly.csv; its README
/// names the source.
class MigrationVectorsTest {
    private static final Path VECTORS = Path.of("../spec/migration/launchdarkly.csv");
    private static final String FLAG = "ledger-store";

    private final FakeEvenkeel evenkeel = new FakeEvenkeel();
    private final List<String> storeCalls = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();
    private int compared;

    /// A line of the file.
    record Case(
            boolean reads,
            MigrationStage stage,
            Map<String, Boolean> works,
            List<String> storeCalls,
            Expected expected) {
        static Case of(String line) {
            String[] cells = line.split(",", -1);
            return new Case(
                    cells[0].equals("read"),
                    MigrationStage.findByVariant(cells[1]).orElseThrow(),
                    Map.of("old", cells[2].equals("works"), "new", cells[3].equals("works")),
                    List.of(cells[4].split(" ", -1)),
                    new Expected(cells[5], cells[6].equals("yes"), cells[7].equals("yes")));
        }

        /* Evenkeel calls the authoritative store first, and the other one when the first has returned. */
        List<String> expectedStoreCalls() {
            if (!reads || storeCalls.size() == 1) {
                return storeCalls;
            }
            String other = expected.answer().equals("old") ? "new" : "old";
            return expected.served() ? List.of(expected.answer(), other) : List.of(expected.answer());
        }
    }

    record Expected(String answer, boolean served, boolean compared) {}

    private static Stream<Case> cases() throws IOException {
        return Files.readAllLines(VECTORS).stream().skip(1).map(Case::of);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void matchesLaunchDarklyAtEveryStage(Case line) {
        load(line.stage());
        Migration migration = evenkeel.migration(FLAG);
        Migration.Operation<String, String> operation = line.reads()
                ? migration
                        .<String, String>read(store("old", line), store("new", line))
                        .shadowing(ShadowOptions.comparing((first, second) -> ++compared > 0))
                        .build()
                : migration
                        .<String, String>write(store("old", line), store("new", line))
                        .repairLog(new Log())
                        .build();

        assertThat(answerOf(operation))
                .isEqualTo(line.expected().served() ? line.expected().answer() : null);
        assertThat(storeCalls).isEqualTo(line.expectedStoreCalls());
        assertThat(compared).isEqualTo(line.expected().compared() ? 1 : 0);
        boolean inOneStoreOnly =
                !line.reads() && storeCalls.size() == 2 && line.works().containsValue(false);
        assertThat(kept).hasSize(inOneStoreOnly ? 1 : 0);
    }

    private Function<String, String> store(String name, Case line) {
        return argument -> {
            storeCalls.add(name);
            if (!line.works().getOrDefault(name, false)) {
                throw new IllegalStateException(name);
            }
            return name;
        };
    }

    private static @Nullable String answerOf(Migration.Operation<String, String> operation) {
        try {
            return operation.run(EvaluationContext.of("account-1"), "x");
        } catch (IllegalStateException ofTheStore) {
            return null;
        }
    }

    private final class Log implements Migration.RepairLog<String> {
        @Override
        public void append(MigrationStage migrationStage, String argument, @Nullable Throwable cause) {
            kept.add(argument);
        }

        @Override
        public boolean isOldStoreBehind(EvaluationContext partition) {
            return false;
        }
    }

    /* A rollout at 100% of one stage, with shadow calls. */
    private void load(MigrationStage migrationStage) {
        String other = migrationStage == MigrationStage.OFF ? "complete" : "off";
        var terms = new ShadowConfig(Percent.ALL, Percent.NONE);
        var split = new RolloutSplit(
                "r", other, migrationStage.variant(), Percent.ALL, "seed", 1, Duration.ZERO, null, terms);
        String definition = """
                {"flags": {"ledger-store": {"state": "ENABLED", "defaultVariant": "off", "variants":
                  {"off": "", "dualwrite": "", "shadow": "", "live": "", "rampdown": "", "complete": ""}}}}""";
        evenkeel.load(FlagdDefinitionRenderer.render(definition, Map.of(FLAG, split)));
    }
}
