// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.stories;

import dev.evenkeel.examples.demo.environment.DemoEnvironment;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.EvenkeelConfig;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// Real SDKs in addition to the one in the payment service, which a rollback must also reach.
record AdditionalSdks(List<Evenkeel> sdks) implements AutoCloseable {
    /// A strong reference preserves its level; without it, each SDK would log its connection.
    private static final Logger LOG = Logger.getLogger("dev.evenkeel.sdk");

    static AdditionalSdks open(DemoEnvironment programs, int number) {
        LOG.setLevel(Level.WARNING);
        EvenkeelConfig config = EvenkeelConfig.builder(programs.serverAddress(), programs.sdkKey())
                .build();
        return new AdditionalSdks(
                Stream.generate(() -> Evenkeel.start(config)).limit(number).toList());
    }

    @Override
    public void close() {
        sdks.forEach(Evenkeel::close);
    }
}
