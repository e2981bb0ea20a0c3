// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.security.access.AccessOrder;
import dev.evenkeel.server.foundation.security.access.Credentials;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// A link to a page of the console that carries the admin token: `/rollouts/r-1?token=TOKEN` signs in and goes on
/// to `/rollouts/r-1`, so the token does not stay in the address bar.
@Component
@Order(AccessOrder.BEHIND)
class SignInLink extends OncePerRequestFilter {
    private final Credentials credentials;
    private final OpenSessions sessions;

    SignInLink(Credentials credentials, OpenSessions sessions) {
        this.credentials = credentials;
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (credentials.isLink(request)) {
            SignIn.admit(request, response, sessions.openForAdminToken(), request.getRequestURI());
        } else {
            chain.doFilter(request, response);
        }
    }
}
