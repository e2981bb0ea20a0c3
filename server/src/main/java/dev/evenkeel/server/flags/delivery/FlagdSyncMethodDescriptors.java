// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;

/// The methods of flagd's `flagd.sync.v1.FlagSyncService`, as gRPC wants them described.
///
/// A request is read as its `provider_id`, who asks in its own words; a response is its `flag_configuration`, a
/// flagd definition as JSON. Both are field 1 of their message.
final class FlagdSyncMethodDescriptors {
    static final String SERVICE = "flagd.sync.v1.FlagSyncService";
    /// The definition at once, and whole again after every change.
    static final MethodDescriptor<String, String> SYNC_FLAGS = method(MethodType.SERVER_STREAMING, "SyncFlags");
    /// The definition as it is now.
    static final MethodDescriptor<String, String> FETCH_ALL_FLAGS = method(MethodType.UNARY, "FetchAllFlags");
    /// Superseded in flagd, but its Java provider 0.11 syncs only where this one answers, be it with nothing.
    static final MethodDescriptor<String, String> GET_METADATA = method(MethodType.UNARY, "GetMetadata");

    private FlagdSyncMethodDescriptors() {}

    private static MethodDescriptor<String, String> method(MethodType type, String name) {
        SingleStringMarshaller message = new SingleStringMarshaller();
        return MethodDescriptor.newBuilder(message, message)
                .setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
                .build();
    }
}
