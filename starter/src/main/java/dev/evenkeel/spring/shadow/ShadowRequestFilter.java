// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.shadow;

import dev.evenkeel.sdk.ShadowCallMarker;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/// Servlet filter that marks the thread of a request that carries the shadow mark.
final class ShadowRequestFilter extends OncePerRequestFilter implements Ordered {
    /// Runs before every filter that could send data.
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
    @SuppressWarnings("try") // the scope only needs to be closed
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> flagKey = flagKeyOf(request);
        if (flagKey.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        try (ShadowCallMarker.Scope scope = ShadowCallMarker.mark(flagKey.get())) {
            chain.doFilter(request, response);
        }
    }

    private static Optional<String> flagKeyOf(HttpServletRequest request) {
        return Collections.list(request.getHeaders(ShadowHttpInterceptor.BAGGAGE)).stream()
                .flatMap(header -> ShadowCallMarker.flagKeyIn(header).stream())
                .findFirst();
    }
}
