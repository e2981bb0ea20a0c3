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

/// Listener that converts SDK events to OpenFeature events between the provider's initialization and its
/// shutdown. During initialization it signals when flags are available.
///
/// Waits until OpenFeature has processed each event, because OpenFeature could reorder two concurrent events.
/// The waiting thread serves only this listener.
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
            emitState(state);
        }
    }

    @Override
    public void flagsChanged(Set<String> keys) {
        metadata.evict(keys);
        if (speaking) {
            emit(
                    ProviderEvent.PROVIDER_CONFIGURATION_CHANGED,
                    ProviderEventDetails.builder()
                            .flagsChanged(keys.stream().sorted().toList())
                            .message(keys.size() + " flags changed")
                            .build());
        }
    }

    /// Waits until the SDK has left [SdkState.NotReady], the time has passed, or the provider is shut down.
    void awaitFlags(SdkState now, Duration longest) throws InterruptedException {
        stateChanged(now);
        flagsOrEnd.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Emits an event for each change from now on.
    void enable() {
        speaking = true;
    }

    /// Stops emitting events and ends any wait for flags.
    void disable() {
        speaking = false;
        flagsOrEnd.countDown();
    }

    /// Emits the event for a state.
    void emitState(SdkState state) {
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
