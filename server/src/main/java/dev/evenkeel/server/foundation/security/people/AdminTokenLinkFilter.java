// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.security.access.RequestAuthenticator;
import dev.evenkeel.server.foundation.security.access.SecurityFilterOrder;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// A link to a page of the console that carries the admin token: `/rollouts/r-1?token=TOKEN` signs in and goes
/// on to `/rollouts/r-1`, so the token does not stay in the address bar.
@Component
@Order(SecurityFilterOrder.BEHIND)
class AdminTokenLinkFilter extends OncePerRequestFilter {
    private final RequestAuthenticator credentials;
    private final SessionService sessions;

    AdminTokenLinkFilter(RequestAuthenticator credentials, SessionService sessions) {
        this.credentials = credentials;
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (credentials.isLink(request)) {
            SignInCookies.admit(request, response, sessions.openForAdminToken(), request.getRequestURI());
        } else {
            chain.doFilter(request, response);
        }
    }
}
