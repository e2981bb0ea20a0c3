// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.shadow;

import dev.evenkeel.sdk.ShadowCall;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/// Marks the thread of a request that came with the mark of a shadow call.
final class ShadowRequestFilter extends OncePerRequestFilter implements Ordered {
    /// Before everything that could send.
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 100;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    @SuppressWarnings("try") // the scope is there to be closed
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> flagKey = flagKeyOf(request);
        if (flagKey.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        try (ShadowCall.Scope scope = ShadowCall.mark(flagKey.get())) {
            chain.doFilter(request, response);
        }
    }

    private static Optional<String> flagKeyOf(HttpServletRequest request) {
        return Collections.list(request.getHeaders(ShadowHttpInterceptor.BAGGAGE)).stream()
                .flatMap(header -> ShadowCall.flagKeyIn(header).stream())
                .findFirst();
    }
}
