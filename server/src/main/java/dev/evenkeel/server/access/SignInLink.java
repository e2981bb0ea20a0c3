// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// A link to a page of the console that carries the admin token: `/rollouts/r-1?token=TOKEN` signs in and goes on to
/// `/rollouts/r-1`, so the token does not stay in the address bar.
@Component
@Order(AccessFilter.ORDER + 1)
class SignInLink extends OncePerRequestFilter {
    private final Credentials credentials;
    private final SignIn signIn;

    SignInLink(Credentials credentials, SignIn signIn) {
        this.credentials = credentials;
        this.signIn = signIn;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean page = Area.of(request.getServletPath()) == Area.CONSOLE;
        if (page && credentials.findAdminByLink(request).isPresent()) {
            signIn.admit(request, response, request.getRequestURI());
        } else {
            chain.doFilter(request, response);
        }
    }
}
