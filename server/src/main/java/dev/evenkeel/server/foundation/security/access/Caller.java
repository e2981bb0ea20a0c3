// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import dev.evenkeel.server.foundation.limits.RequestSender;
import dev.evenkeel.server.foundation.problems.ForbiddenException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Optional;

/// Who sent a request. Controllers take an [Actor] or an [SdkClient] as a parameter.
public sealed interface Caller extends RequestSender {
    /// Who sent a request; empty for one that anybody may send.
    static Optional<Caller> of(HttpServletRequest request) {
        return request.getAttribute(AuthenticationFilter.CALLER) instanceof Caller caller
                ? Optional.of(caller)
                : Optional.empty();
    }

    /// A person, or a script with a token.
    ///
    /// @param name as it stands in the audit ledger
    /// @param grants what they may do
    /// @param speaksForOthers whether the server takes this caller's word for who somebody is; true for
    ///     the token of `serve --admin-token` only, which belongs to nobody
    record Actor(String name, GrantedRights grants, boolean speaksForOthers) implements Caller {
        /// A person, or a script with a token of its own.
        public Actor(String name, GrantedRights grants) {
            this(name, grants, false);
        }

        @Override
        public String sender() {
            return name;
        }

        @Override
        public String share() {
            return name;
        }

        /// Makes sure that the caller holds a right for each of some services.
        ///
        /// @param services to which what the request is about belongs; with none, the right is needed
        ///     everywhere
        /// @throws ForbiddenException when the caller does not
        public void require(Right right, Collection<String> services) {
            if (!grants.allow(right, services)) {
                throw lacks(right, services);
            }
        }

        ForbiddenException lacks(Right right, Collection<String> services) {
            String where = services.isEmpty() ? "for all services" : "for service " + String.join(", ", services);
            String scope = services.isEmpty() ? "" : "@" + services.iterator().next();
            return new ForbiddenException(
                    ProblemCode.FORBIDDEN,
                    name + " has no right to " + right.text() + " " + where + ". Nothing was changed.",
                    "Ask an administrator for the role " + right.role() + scope + ": ./evenkeel person roles " + name
                            + " --add " + right.role() + scope);
        }
    }

    /// A service that presented an SDK key.
    ///
    /// @param environment the environment the key belongs to
    /// @param key id of the key, which is no secret
    record SdkClient(String environment, String key) implements Caller {
        @Override
        public String sender() {
            return key;
        }

        @Override
        public String share() {
            return environment;
        }
    }
}
