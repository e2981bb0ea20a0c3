// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A client of `SyncFlags` that requests messages one by one.
final class FlagdSyncClient extends ClientCall.Listener<String> implements AutoCloseable {
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final ClientCall<String, String> call;
    private volatile @Nullable Status ended;

    FlagdSyncClient(Channel server) {
        call = server.newCall(FlagdSyncMethodDescriptors.SYNC_FLAGS, CallOptions.DEFAULT);
        call.start(this, new Metadata());
        call.sendMessage("a provider");
        call.halfClose();
    }

    void read(int howMany) {
        call.request(howMany);
    }

    @Override
    public void onMessage(String message) {
        messages.add(message);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        ended = status;
    }

    int received() {
        return messages.size();
    }

    /// Returns the last message, or "" before the first.
    String newest() {
        return messages.isEmpty() ? "" : messages.getLast();
    }

    /// Returns the status with which the call ended, or null while it is open.
    Status.@Nullable Code ended() {
        Status status = ended;
        return status == null ? null : status.getCode();
    }

    /// Returns the description of the status, or "" while the call is open.
    String reason() {
        Status status = ended;
        return status == null ? "" : String.valueOf(status.getDescription());
    }

    @Override
    public void close() {
        call.cancel("The test is done", null);
    }
}
