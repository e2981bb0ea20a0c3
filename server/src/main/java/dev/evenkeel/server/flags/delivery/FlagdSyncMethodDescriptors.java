// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;

/// gRPC descriptors of the methods of flagd's `flagd.sync.v1.FlagSyncService`.
///
/// A request is parsed to its `provider_id`, free text that identifies the caller. A response is its
/// `flag_configuration`, a flagd definition as JSON. Both are field 1 of their messages.
final class FlagdSyncMethodDescriptors {
    static final String SERVICE = "flagd.sync.v1.FlagSyncService";
    /// Sends the complete definition at once and after every change.
    static final MethodDescriptor<String, String> SYNC_FLAGS = method(MethodType.SERVER_STREAMING, "SyncFlags");
    /// Returns the current definition.
    static final MethodDescriptor<String, String> FETCH_ALL_FLAGS = method(MethodType.UNARY, "FetchAllFlags");
    /// Superseded in flagd, but its Java provider 0.11 syncs only if this method answers, even with an empty
    /// response.
    static final MethodDescriptor<String, String> GET_METADATA = method(MethodType.UNARY, "GetMetadata");

    private FlagdSyncMethodDescriptors() {}

    private static MethodDescriptor<String, String> method(MethodType type, String name) {
        ProtobufStringFieldMarshaller message = new ProtobufStringFieldMarshaller();
        return MethodDescriptor.newBuilder(message, message)
                .setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
                .build();
    }
}
