// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class FaultInjectorTest {
    private final List<String> actions = new CopyOnWriteArrayList<>();
    private final FaultInjector injector = new FaultInjector();

    private Fault fault(String name) {
        return new Fault(() -> actions.add("begin " + name), () -> actions.add("end " + name));
    }

    @Test
    void removesFaultAfterDuration() throws IOException, InterruptedException {
        assertThat(injector.inject("server", fault("one"), Duration.ZERO)).isTrue();
        injector.awaitRemoved();

        assertThat(actions).containsExactly("begin one", "end one");
        assertThat(injector.isFaulty("server")).isFalse();
        injector.throwFailure();
    }

    @Test
    void injectsOneFaultPerTargetAtATime() throws InterruptedException {
        var recovered = new CountDownLatch(1);

        injector.inject("server", fault("one").andThen(recovered::await), Duration.ZERO);

        assertThat(injector.isFaulty("server")).isTrue();
        assertThat(injector.inject("server", fault("two"), Duration.ZERO)).isFalse();
        assertThat(injector.inject("disk", fault("three"), Duration.ZERO)).isTrue();
        recovered.countDown();
        injector.awaitRemoved();
        assertThat(actions).containsExactlyInAnyOrder("begin one", "end one", "begin three", "end three");
        assertThat(injector.inject("server", fault("four"), Duration.ZERO)).isTrue();
    }

    @Test
    void reportsFaultThatCannotBeRemoved() throws InterruptedException {
        injector.inject(
                "server",
                fault("one").andThen(() -> {
                    throw new IOException("not ready");
                }),
                Duration.ZERO);
        injector.awaitRemoved();

        assertThatThrownBy(injector::throwFailure)
                .hasMessage("the fault of server failed")
                .hasRootCauseMessage("not ready");
        assertThat(injector.isFaulty("server")).isFalse();
    }

    @Test
    void removesFaultWhenActionFails() {
        assertThatThrownBy(() -> fault("one").during(() -> {
                    actions.add("meanwhile");
                    throw new IOException("failed");
                }))
                .hasMessage("failed");
        assertThat(actions).containsExactly("begin one", "meanwhile", "end one");
    }
}
