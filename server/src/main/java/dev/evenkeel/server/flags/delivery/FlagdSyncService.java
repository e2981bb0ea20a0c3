// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.server.flags.usage.BulkFetchRecorder;
import dev.evenkeel.server.foundation.limits.ConcurrencyPermit;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.SdkKeyRepository;
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

/// Implementation of flagd's gRPC sync: returns the definition of the environment of the caller's SDK key.
@Component
class FlagdSyncService implements BindableService {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final SnapshotChannelRegistry channels;
    private final BulkFetchRecorder recorder;
    private final SdkKeyRepository keys;

    FlagdSyncService(SnapshotChannelRegistry channels, BulkFetchRecorder recorder, SdkKeyRepository keys) {
        this.keys = keys;
        this.channels = channels;
        this.recorder = recorder;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return ServerServiceDefinition.builder(FlagdSyncMethodDescriptors.SERVICE)
                .addMethod(FlagdSyncMethodDescriptors.SYNC_FLAGS, ServerCalls.asyncServerStreamingCall(this::syncFlags))
                .addMethod(FlagdSyncMethodDescriptors.FETCH_ALL_FLAGS, unary(this::newestDefinition))
                .addMethod(FlagdSyncMethodDescriptors.GET_METADATA, unary(() -> ""))
                .build();
    }

    private static ServerCallHandler<String, String> unary(Supplier<String> answer) {
        return ServerCalls.asyncUnaryCall((ignored, caller) -> reportFailure(caller, () -> {
            caller.onNext(answer.get());
            caller.onCompleted();
        }));
    }

    private String newestDefinition() {
        String environment = FlagdSyncAuthInterceptor.currentClient().environment();
        recorder.recordSeen(environment, BulkFetchRecorder.Protocol.FLAGD_SYNC);
        return channels.getNewest(environment).snapshot().delivered();
    }

    private void syncFlags(String providerId, StreamObserver<String> caller) {
        reportFailure(caller, () -> {
            ConcurrencyPermit permit = channels.acquireStream(FlagdSyncAuthInterceptor.currentClient());
            try {
                start(providerId, (ServerCallStreamObserver<String>) caller, permit);
            } catch (RuntimeException e) {
                permit.close();
                throw e;
            }
        });
    }

    private void start(String providerId, ServerCallStreamObserver<String> caller, ConcurrencyPermit permit) {
        Caller.SdkClient client = FlagdSyncAuthInterceptor.currentClient();
        EncodedSnapshot first = channels.getNewest(client.environment());
        String environment = first.snapshot().environment();
        Runnable sign = () -> recorder.recordSeen(environment, BulkFetchRecorder.Protocol.FLAGD_SYNC);
        var reader = new FlagdSyncStream.Subscriber(() -> keys.isActive(client.key()), channels::isCurrent, sign);
        var stream = new FlagdSyncStream(channels.getChannel(environment), first, caller, reader, LONGEST_WAIT);
        Thread.ofVirtual().name("flagd-sync " + providerId).start(() -> {
            try (permit) {
                stream.run();
            }
        });
    }

    private static void reportFailure(StreamObserver<String> caller, Runnable call) {
        try {
            call.run();
        } catch (MalformedOrOverLimitException e) {
            caller.onError(FlagdSyncAuthInterceptor.unavailable(e).asRuntimeException());
        } catch (DataAccessException e) {
            caller.onError(FlagdSyncAuthInterceptor.databaseUnavailable().asRuntimeException());
        }
    }
}
