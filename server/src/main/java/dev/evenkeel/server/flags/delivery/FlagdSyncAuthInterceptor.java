// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequestAuthenticator;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Authentication of flagd's gRPC sync: an SDK key in the metadata, as in HTTP's `Authorization` header.
@Component
class FlagdSyncAuthInterceptor implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final Context.Key<Caller.SdkClient> CLIENT = Context.key("evenkeel.client");

    private final RequestAuthenticator credentials;

    FlagdSyncAuthInterceptor(RequestAuthenticator credentials) {
        this.credentials = credentials;
    }

    /// Returns the client of the call that the current thread serves.
    static Caller.SdkClient currentClient() {
        return CLIENT.get();
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        try {
            return credentials
                    .findSdkClient(headers.get(AUTHORIZATION))
                    .map(client ->
                            Contexts.interceptCall(Context.current().withValue(CLIENT, client), call, headers, next))
                    .orElseGet(() -> reject(call, needsSdkKey()));
        } catch (DataAccessException e) {
            return reject(call, databaseUnavailable());
        } catch (MalformedOrOverLimitException e) {
            return reject(call, unavailable(e));
        }
    }

    private static Status needsSdkKey() {
        return Status.UNAUTHENTICATED.withDescription("The SDK key is missing, unknown, revoked or expired. "
                + "Send the metadata authorization: Bearer SDK_KEY. "
                + "To create a key: ./evenkeel sdk-key create NAME");
    }

    static Status databaseUnavailable() {
        return Status.UNAVAILABLE.withDescription("The database does not respond. Retry in a second.");
    }

    /// Returns the status for a request that the server temporarily refuses.
    static Status unavailable(MalformedOrOverLimitException refused) {
        Problem problem = refused.problem();
        return Status.UNAVAILABLE.withDescription(problem.detail() + " " + problem.remedy());
    }

    private static <Q, A> ServerCall.Listener<Q> reject(ServerCall<Q, A> call, Status status) {
        call.close(status, new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
