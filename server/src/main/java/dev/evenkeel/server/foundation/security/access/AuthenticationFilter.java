// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import dev.evenkeel.server.foundation.limits.RequestSender;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ProblemException;
import dev.evenkeel.server.foundation.web.ProblemWriter;
import dev.evenkeel.server.foundation.web.SecurityHeaders;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// The filter that authenticates every request and rejects callers without access to the path.
@Component
@Order(AuthenticationFilter.ORDER)
class AuthenticationFilter extends OncePerRequestFilter {
    static final int ORDER = 10;
    static final String CALLER = RequestSender.ATTRIBUTE;
    /// Spellings of a path that different parsers could interpret differently.
    private static final Pattern AMBIGUOUS =
            Pattern.compile("//|/\\.\\.?(/|$)|;|\\\\|%(2e|2f|5c|25|00|3b)", Pattern.CASE_INSENSITIVE);

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

    private final RequestAuthenticator credentials;
    private final SignInEntryPoint entry;
    private final ProblemWriter problems;

    AuthenticationFilter(RequestAuthenticator credentials, SignInEntryPoint entry, ProblemWriter problems) {
        this.credentials = credentials;
        this.entry = entry;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SecurityHeaders.set(request, response);
        if (AMBIGUOUS.matcher(request.getRequestURI()).find()) {
            problems.send(
                    request,
                    response,
                    Problem.of(
                            ProblemCode.MALFORMED,
                            "The request path is ambiguous.",
                            "Remove // , . and .. segments, semicolons and escaped slashes from the path."));
            return;
        }
        PathAccessZone area = PathAccessZone.of(request.getServletPath());
        Optional<Caller> caller;
        try {
            caller = find(area, request);
        } catch (DataAccessException e) {
            problems.send(
                    request,
                    response,
                    Problem.of(
                            ProblemCode.DATABASE_UNAVAILABLE, "The database does not respond.", "Retry in a second."));
            return;
        } catch (ProblemException e) {
            problems.send(request, response, e.problem());
            return;
        }
        if (caller.isPresent()) {
            request.setAttribute(CALLER, caller.get());
        }
        if (area == PathAccessZone.OPEN || caller.isPresent()) {
            chain.doFilter(request, response);
        } else {
            reject(area, request, response);
        }
    }

    private Optional<Caller> find(PathAccessZone area, HttpServletRequest request) {
        return switch (area) {
            case OPEN -> Optional.empty();
            case SDK -> credentials.findSdkClient(request);
            case ADAPTER ->
                credentials
                        .findSdkClient(request)
                        .or(() -> credentials.findByToken(request))
                        .or(() -> credentials.findByPassword(request));
            case API -> credentials.findByToken(request).or(() -> findBySession(request));
            case CONSOLE -> credentials.findByToken(request).or(() -> findBySession(request));
        };
    }

    /// Authenticates by session. A session authorizes a change only if the request comes from a page of this
    /// server, which a foreign page cannot forge.
    private Optional<Caller> findBySession(HttpServletRequest request) {
        if (!SAFE_METHODS.contains(request.getMethod()) && !SameOriginCheck.isSameOrigin(request)) {
            return Optional.empty();
        }
        return credentials.findBySession(request);
    }

    private void reject(PathAccessZone area, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String accept = request.getHeader("Accept");
        if (area == PathAccessZone.CONSOLE && accept != null && accept.contains("text/html")) {
            try {
                entry.commence(request, response);
            } catch (ProblemException e) {
                problems.send(request, response, e.problem());
            }
            return;
        }
        problems.send(
                request,
                response,
                switch (area) {
                    case SDK -> needsSdkKey();
                    case ADAPTER -> needsEither();
                    case OPEN, API, CONSOLE -> needsToken();
                });
    }

    private static Problem needsEither() {
        return Problem.of(
                ProblemCode.UNAUTHENTICATED,
                "The SDK key or token is missing, unknown, revoked or expired.",
                "Send the header Authorization: Bearer SDK_KEY, or use the URL http://evenkeel:SDK_KEY@HOST/...");
    }

    private static Problem needsSdkKey() {
        return Problem.of(
                ProblemCode.UNAUTHENTICATED,
                "The SDK key is missing, unknown, revoked or expired.",
                "Send the header Authorization: Bearer SDK_KEY. To create a key: ./evenkeel sdk-key create NAME");
    }

    private static Problem needsToken() {
        return Problem.of(
                ProblemCode.UNAUTHENTICATED,
                "The API token is missing, unknown, revoked or expired.",
                "Create a token in the console (page /users) and pass it with --token, EVENKEEL_TOKEN, or the header"
                        + " Authorization: Bearer TOKEN. On a new server, first open the link printed at startup.");
    }
}
