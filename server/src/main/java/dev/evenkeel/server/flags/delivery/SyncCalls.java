// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.server.flags.usage.UnseenReaders;
import dev.evenkeel.server.foundation.limits.Place;
import dev.evenkeel.server.foundation.problems.Refused;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.SdkKeys;
import io.grpc.BindableService;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Answers the calls of flagd's gRPC sync with the definition of the environment that the caller's key opens.
@Component
class SyncCalls implements BindableService {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Channels channels;
    private final UnseenReaders readers;
    private final SdkKeys keys;

    SyncCalls(Channels channels, UnseenReaders readers, SdkKeys keys) {
        this.keys = keys;
        this.channels = channels;
        this.readers = readers;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return ServerServiceDefinition.builder(SyncMethods.SERVICE)
                .addMethod(SyncMethods.SYNC_FLAGS, ServerCalls.asyncServerStreamingCall(this::syncFlags))
                .addMethod(SyncMethods.FETCH_ALL_FLAGS, unary(this::newestDefinition))
                .addMethod(SyncMethods.GET_METADATA, unary(() -> ""))
                .build();
    }

    private static ServerCallHandler<String, String> unary(Supplier<String> answer) {
        return ServerCalls.asyncUnaryCall((ignored, caller) -> orSayWhy(caller, () -> {
            caller.onNext(answer.get());
            caller.onCompleted();
        }));
    }

    private String newestDefinition() {
        String environment = SyncAccess.client().environment();
        readers.seen(environment, UnseenReaders.Way.FLAGD_SYNC);
        return channels.newest(environment).snapshot().delivered();
    }

    private void syncFlags(String providerId, StreamObserver<String> caller) {
        orSayWhy(caller, () -> {
            Place place = channels.enter(SyncAccess.client());
            try {
                start(providerId, (ServerCallStreamObserver<String>) caller, place);
            } catch (RuntimeException e) {
                place.close();
                throw e;
            }
        });
    }

    private void start(String providerId, ServerCallStreamObserver<String> caller, Place place) {
        Caller.SdkClient client = SyncAccess.client();
        Frame first = channels.newest(client.environment());
        String environment = first.snapshot().environment();
        Runnable sign = () -> readers.seen(environment, UnseenReaders.Way.FLAGD_SYNC);
        var reader = new SyncStream.Reader(() -> keys.isOpen(client.key()), channels::isCurrent, sign);
        var stream = new SyncStream(channels.of(environment), first, caller, reader, LONGEST_WAIT);
        Thread.ofVirtual().name("flagd-sync " + providerId).start(() -> {
            try (place) {
                stream.run();
            }
        });
    }

    private static void orSayWhy(StreamObserver<String> caller, Runnable call) {
        try {
            call.run();
        } catch (Refused e) {
            caller.onError(SyncAccess.unavailable(e).asRuntimeException());
        } catch (DataAccessException e) {
            caller.onError(SyncAccess.databaseUnavailable().asRuntimeException());
        }
    }
}
