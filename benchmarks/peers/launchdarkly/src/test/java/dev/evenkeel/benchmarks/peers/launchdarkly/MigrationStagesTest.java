// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.launchdarkly;

import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.MigrationStage;
import com.launchdarkly.sdk.server.migrations.Migration;
import com.launchdarkly.sdk.server.migrations.Migration.MigrationResult;
import com.launchdarkly.sdk.server.migrations.MigrationBuilder;
import com.launchdarkly.sdk.server.migrations.MigrationExecution;
import com.launchdarkly.sdk.server.migrations.MigrationMethodResult;
import com.launchdarkly.sdk.server.migrations.MigrationSerialOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares spec/migration/launchdarkly.csv with the library that it describes.
class MigrationStagesTest {
    private static final Path VECTORS = Path.of("../../../spec/migration/launchdarkly.csv");

    private final List<String> asked = new ArrayList<>();
    private boolean compared;

    private static Stream<String> lines() throws IOException {
        return Files.readAllLines(VECTORS).stream().skip(1);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void matchesMigrationTestVectors(String line) throws IOException {
        String[] cells = line.split(",", -1);
        MigrationStage stage = MigrationStage.of(cells[1], MigrationStage.OFF);
        boolean oldWorks = cells[2].equals("works");
        boolean newWorks = cells[3].equals("works");
        try (LDClient client = LaunchDarklyMigrationContender.client(stage)) {
            Migration<String, String, String, String> migration = new MigrationBuilder<String, String, String, String>(
                            client)
                    .readExecution(MigrationExecution.Serial(MigrationSerialOrder.FIXED))
                    .read(payload -> store("old", oldWorks), payload -> store("new", newWorks), this::same)
                    .write(payload -> store("old", oldWorks), payload -> store("new", newWorks))
                    .build()
                    .orElseThrow();
            LDContext context = LDContext.create("account-1");
            MigrationResult<String> result = cells[0].equals("read")
                    ? migration.read(LaunchDarklyMigrationContender.FLAG, context, stage)
                    : migration
                            .write(LaunchDarklyMigrationContender.FLAG, context, stage)
                            .getAuthoritative();

            assertThat(String.join(" ", asked)).isEqualTo(cells[4]);
            assertThat(result.getOrigin().name().toLowerCase(Locale.ROOT)).isEqualTo(cells[5]);
            assertThat(result.isSuccess()).isEqualTo(cells[6].equals("yes"));
            assertThat(compared).isEqualTo(cells[7].equals("yes"));
        }
    }

    private MigrationMethodResult<String> store(String name, boolean works) {
        asked.add(name);
        if (!works) {
            throw new IllegalStateException(name);
        }
        return MigrationMethodResult.Success(name);
    }

    private boolean same(String first, String second) {
        compared = true;
        return first.equals(second);
    }
}
