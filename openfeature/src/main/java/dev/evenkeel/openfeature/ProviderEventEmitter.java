// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.openfeature;

import dev.evenkeel.sdk.EvenkeelListener;
import dev.evenkeel.sdk.SdkState;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EventProvider;
import dev.openfeature.sdk.ProviderEvent;
import dev.openfeature.sdk.ProviderEventDetails;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Makes OpenFeature's events of what an SDK tells, from the end of the provider's initialization to its
/// shutdown; during initialization it tells when there are flags.
///
/// Each event is waited for until OpenFeature has taken it, since OpenFeature would let two at once overtake
/// each other. The thread that waits serves this listener alone.
final class ProviderEventEmitter implements EvenkeelListener {
    private final EventProvider provider;
    private final FlagMetadataCache metadata;
    private final CountDownLatch flagsOrEnd = new CountDownLatch(1);
    private volatile boolean speaking;

    ProviderEventEmitter(EventProvider provider, FlagMetadataCache metadata) {
        this.provider = provider;
        this.metadata = metadata;
    }

    @Override
    public void stateChanged(SdkState state) {
        if (!(state instanceof SdkState.NotReady)) {
            flagsOrEnd.countDown();
        }
        if (speaking) {
            tell(state);
        }
    }

    @Override
    public void flagsChanged(Set<String> keys) {
        metadata.forget(keys);
        if (speaking) {
            emit(
                    ProviderEvent.PROVIDER_CONFIGURATION_CHANGED,
                    ProviderEventDetails.builder()
                            .flagsChanged(keys.stream().sorted().toList())
                            .message(keys.size() + " flags changed")
                            .build());
        }
    }

    /// Waits until the SDK has left [SdkState.NotReady], for at most so long, or until the end.
    void awaitFlags(SdkState now, Duration longest) throws InterruptedException {
        stateChanged(now);
        flagsOrEnd.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Changes are events from now on.
    void begin() {
        speaking = true;
    }

    /// Nothing is an event any more, and nobody waits for flags.
    void end() {
        speaking = false;
        flagsOrEnd.countDown();
    }

    /// Tells a state.
    void tell(SdkState state) {
        if (state instanceof SdkState.Ready) {
            emit(ProviderEvent.PROVIDER_READY, ProviderEventDetails.builder().build());
        } else if (state instanceof SdkState.Stale stale) {
            emit(
                    ProviderEvent.PROVIDER_STALE,
                    ProviderEventDetails.builder().message(stale.reason()).build());
        } else if (state instanceof SdkState.InError inError) {
            emitError(inError.reason(), ErrorCode.GENERAL);
        } else if (state instanceof SdkState.NotReady notReady) {
            emitError(notReady.reason(), ErrorCode.PROVIDER_NOT_READY);
        }
    }

    private void emitError(String reason, ErrorCode code) {
        emit(
                ProviderEvent.PROVIDER_ERROR,
                ProviderEventDetails.builder().message(reason).errorCode(code).build());
    }

    private void emit(ProviderEvent event, ProviderEventDetails details) {
        provider.emit(event, details).await();
    }
}
