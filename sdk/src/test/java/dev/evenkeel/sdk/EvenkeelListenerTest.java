// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EvenkeelListenerTest {
    private static final String CLASSIC = RolloutFlags.plain("classic");
    private static final String MODERN = RolloutFlags.plain("modern");

    @Test
    void notifiesKeysOfChangedFlagsOnly() {
        try (var server = new TestServer(1, CLASSIC);
                Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
            var listener = new RecordingListener();
            evenkeel.listen(listener);
            server.publish(2, CLASSIC);
            server.publish(3, MODERN);
            await().until(() -> !listener.keys.isEmpty());
            assertThat(listener.keys).containsExactly(Set.of(RolloutFlags.FLAG));
        }
    }

    @Test
    void notifiesTransitionFromNotReadyToReady() {
        try (var server = new TestServer(1, CLASSIC)) {
            server.streamStatus = 503;
            server.pollStatus = 503;
            try (Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
                var listener = new RecordingListener();
                evenkeel.listen(listener);
                server.streamStatus = 200;
                server.pollStatus = 200;
                await().until(() -> listener.states.contains(new SdkState.Ready()) && !listener.keys.isEmpty());
                assertThat(listener.states).containsExactly(new SdkState.Ready());
                assertThat(listener.keys).containsExactly(Set.of(RolloutFlags.FLAG));
            }
        }
    }

    @Test
    void blockedListenerDelaysNoOthersAndReceivesLatestChangeOnly() throws InterruptedException {
        var entered = new CountDownLatch(1);
        var gate = new CountDownLatch(1);
        var slow = new RecordingListener() {
            @Override
            public void flagsChanged(Set<String> keys) {
                entered.countDown();
                awaitQuietly(gate);
                super.flagsChanged(keys);
            }
        };
        try (var server = new TestServer(1, CLASSIC);
                Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
            evenkeel.listen(slow);
            var other = new RecordingListener();
            evenkeel.listen(other);
            server.publish(2, MODERN);
            entered.await();
            server.publish(3, CLASSIC);
            server.publish(4, MODERN);
            await().until(() -> evenkeel.stats().revision() == 4);
            await().until(() -> !other.keys.isEmpty());
            assertThat(slow.keys).isEmpty();
            gate.countDown();
            await().until(() -> !slow.keys.isEmpty());
            server.publish(5, CLASSIC);
            await().until(() -> slow.keys.size() == 2);
        }
    }

    @Test
    void keepsNotifyingListenerThatThrows() {
        try (var server = new TestServer(1, CLASSIC);
                Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
            var listener = new RecordingListener() {
                @Override
                public void flagsChanged(Set<String> keys) {
                    super.flagsChanged(keys);
                    throw new IllegalStateException("a listener that throws, for a test");
                }
            };
            evenkeel.listen(listener);
            server.publish(2, MODERN);
            await().until(() -> listener.keys.size() == 1);
            server.publish(3, CLASSIC);
            await().until(() -> listener.keys.size() == 2);
            assertThat(evenkeel.stats().internalErrors()).isZero();
        }
    }

    @Test
    void stopsNotifyingAfterRegistrationIsClosed() {
        try (var server = new TestServer(1, CLASSIC);
                Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
            var former = new RecordingListener();
            var listener = new RecordingListener();
            ListenerRegistration registration = evenkeel.listen(former);
            evenkeel.listen(listener);
            registration.close();
            server.publish(2, MODERN);
            await().until(() -> !listener.keys.isEmpty());
            assertThat(former.keys).isEmpty();
        }
    }

    @Test
    void fakeNotifiesChangedFlagsBeforeLoadReturns() {
        try (var fake = new FakeEvenkeel()) {
            var listener = new RecordingListener();
            fake.listen(listener);
            fake.load(CLASSIC);
            fake.load(CLASSIC);
            assertThat(listener.keys).containsExactly(Set.of(RolloutFlags.FLAG));
            assertThat(listener.states).containsExactly(new SdkState.Ready());
        }
    }

    @Test
    void fakeNotifiesOnlyRealStateChanges() {
        try (var fake = new FakeEvenkeel()) {
            var listener = new RecordingListener();
            fake.listen(listener);
            fake.load(CLASSIC);
            fake.setState(new SdkState.Stale("the cable is out"));
            fake.setState(new SdkState.Stale("it still is"));
            fake.setState(new SdkState.InError("one reason"));
            fake.setState(new SdkState.InError("another reason"));
            assertThat(listener.states)
                    .containsExactly(
                            new SdkState.Ready(),
                            new SdkState.Stale("the cable is out"),
                            new SdkState.InError("one reason"),
                            new SdkState.InError("another reason"));
            assertThat(fake.state()).isEqualTo(new SdkState.InError("another reason"));
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Records notifications.
    private static class RecordingListener implements EvenkeelListener {
        final List<SdkState> states = new CopyOnWriteArrayList<>();
        final List<Set<String>> keys = new CopyOnWriteArrayList<>();

        @Override
        public void stateChanged(SdkState state) {
            states.add(state);
        }

        @Override
        public void flagsChanged(Set<String> changed) {
            keys.add(changed);
        }
    }
}
