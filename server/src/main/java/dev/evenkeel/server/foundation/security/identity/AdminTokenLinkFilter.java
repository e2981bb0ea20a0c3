// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.server.foundation.security.access.AuthenticatedFilterOrder;
import dev.evenkeel.server.foundation.security.access.RequestAuthenticator;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// The filter that handles links with the admin token: `/rollouts/r-1?token=TOKEN` signs in and redirects to
/// `/rollouts/r-1`, so that the token does not remain in the address bar.
@Component
@Order(AuthenticatedFilterOrder.AFTER_AUTHENTICATION)
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
        if (credentials.isAdminTokenLink(request)) {
            SignInCookies.startSession(request, response, sessions.createForAdminToken(), request.getRequestURI());
        } else {
            chain.doFilter(request, response);
        }
    }
}
