// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.launchdarkly;

import com.launchdarkly.logging.Logs;
import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.LDValue;
import com.launchdarkly.sdk.server.Components;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.LDConfig;
import com.launchdarkly.sdk.server.MigrationStage;
import com.launchdarkly.sdk.server.integrations.TestData;
import com.launchdarkly.sdk.server.migrations.Migration;
import com.launchdarkly.sdk.server.migrations.MigrationBuilder;
import com.launchdarkly.sdk.server.migrations.MigrationExecution;
import com.launchdarkly.sdk.server.migrations.MigrationMethodResult;
import dev.evenkeel.benchmarks.contest.ShadowContender;
import dev.evenkeel.benchmarks.contest.ShadowPaths;
import dev.evenkeel.benchmarks.contest.ShadowedCall;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Contender for reads of a LaunchDarkly migration: in the stage `shadow` the library reads and compares both
/// stores and returns the old one's result.
abstract class LaunchDarklyMigrationContender implements ShadowContender {
    static final String FLAG = "shadowed";
    private static final String USER = "3b241101-e2bb-4255-8caf-4136c566a962";

    private final MigrationExecution execution;

    LaunchDarklyMigrationContender(MigrationExecution execution) {
        this.execution = execution;
    }

    @Override
    public Class<?> library() {
        return Migration.class;
    }

    @Override
    public ShadowedCall open(ShadowPaths paths, boolean shadowing) {
        LDClient client = client(shadowing ? MigrationStage.SHADOW : MigrationStage.OFF);
        Migration<String, String, String, String> migration = new MigrationBuilder<String, String, String, String>(
                        client)
                .readExecution(execution)
                .read(
                        argument ->
                                MigrationMethodResult.Success(paths.control().apply(argument)),
                        argument ->
                                MigrationMethodResult.Success(paths.candidate().apply(argument)),
                        paths.same()::test)
                .write(MigrationMethodResult::Success, MigrationMethodResult::Success)
                .build()
                .orElseThrow();
        return new MigrationCall(client, migration);
    }

    static LDClient client(MigrationStage stage) {
        TestData flags = TestData.dataSource();
        flags.update(flags.flag(FLAG).valueForAll(LDValue.of(stage.toString())));
        return new LDClient(
                "none",
                new LDConfig.Builder()
                        .dataSource(flags)
                        .events(Components.noEvents())
                        .logging(Components.logging(Logs.none()))
                        .build());
    }

    private record MigrationCall(LDClient client, Migration<String, String, String, String> migration)
            implements ShadowedCall {
        @Override
        public String answer(String argument) {
            return migration
                    .read(FLAG, LDContext.create(USER), MigrationStage.OFF, argument)
                    .getResult()
                    .orElseThrow();
        }

        @Override
        public void close() {
            try {
                client.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
