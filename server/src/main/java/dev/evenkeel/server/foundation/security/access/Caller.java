// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import dev.evenkeel.server.foundation.limits.RequestSender;
import dev.evenkeel.server.foundation.problems.ForbiddenException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Optional;

/// The authenticated sender of a request. Controllers declare an [Actor] or an [SdkClient] as a parameter.
public sealed interface Caller extends RequestSender {
    /// Returns the sender of a request; empty for a request that needs no authentication.
    static Optional<Caller> findByRequest(HttpServletRequest request) {
        return request.getAttribute(AuthenticationFilter.CALLER) instanceof Caller caller
                ? Optional.of(caller)
                : Optional.empty();
    }

    /// A person, or a script with a token.
    ///
    /// @param name name in the audit log
    /// @param grants rights of the caller
    /// @param canActForOthers whether the caller may act on behalf of any person; true only for the token of
    ///     `serve --admin-token`, which belongs to no person
    record Actor(String name, GrantedRights grants, boolean canActForOthers) implements Caller {
        /// Creates an actor that acts only for itself.
        public Actor(String name, GrantedRights grants) {
            this(name, grants, false);
        }

        @Override
        public String senderId() {
            return name;
        }

        @Override
        public String shareKey() {
            return name;
        }

        /// Checks that the caller has a right for each of the services.
        ///
        /// @param services services that the request concerns; if empty, the right is required for all services
        /// @throws ForbiddenException when the caller lacks the right
        public void requireRight(Right right, Collection<String> services) {
            if (!grants.hasRight(right, services)) {
                throw toForbiddenException(right, services);
            }
        }

        ForbiddenException toForbiddenException(Right right, Collection<String> services) {
            String where = services.isEmpty() ? "for all services" : "for service " + String.join(", ", services);
            String scope = services.isEmpty() ? "" : "@" + services.iterator().next();
            return new ForbiddenException(
                    ProblemCode.FORBIDDEN,
                    name + " does not have the permission " + right.text() + " " + where + ". Nothing was changed.",
                    "Ask an administrator for the role " + right.role() + scope + ": " + grantCommand() + right.role()
                            + scope);
        }

        private String grantCommand() {
            return name.startsWith("token:")
                    ? "./evenkeel token create NAME --machine --expires-in P90D --role "
                    : "./evenkeel user roles " + name + " --add ";
        }
    }

    /// A service that presented an SDK key.
    ///
    /// @param environment environment of the key
    /// @param key id of the key, which is not secret
    record SdkClient(String environment, String key) implements Caller {
        @Override
        public String senderId() {
            return key;
        }

        @Override
        public String shareKey() {
            return environment;
        }
    }
}
