// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import dev.evenkeel.server.foundation.problems.ForbiddenException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The interceptor that authorizes authenticated requests: a handler is called only if the caller has the
/// rights that it requires.
@Component
class AuthorizationInterceptor implements HandlerInterceptor, WebMvcConfigurer {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final RequestServiceResolver target;

    AuthorizationInterceptor(RequestServiceResolver target) {
        this.target = target;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && request.getAttribute(AuthenticationFilter.CALLER) instanceof Caller.Actor actor) {
            RequiresRight needs = method.getMethodAnnotation(RequiresRight.class);
            if (needs != null) {
                check(actor, needs, request);
            } else if (READING.contains(request.getMethod())) {
                requireSomewhere(actor, List.of(Right.VIEW));
            } else {
                throw actor.toForbiddenException(Right.ADMINISTER, List.of());
            }
        }
        return true;
    }

    private void check(Caller.Actor actor, RequiresRight needs, HttpServletRequest request) {
        List<Right> rights = Arrays.asList(needs.value());
        requireSomewhere(actor, rights);
        if (needs.scope() == RequiresRight.ServiceSource.PATH) {
            target.findServices(request).ifPresent(services -> requireFor(actor, rights, services));
        } else if (needs.scope() == RequiresRight.ServiceSource.ADMIN_TOKEN && !actor.canActForOthers()) {
            throw new ForbiddenException(
                    ProblemCode.FORBIDDEN,
                    "This request requires the admin token; no role is sufficient. Nothing was changed.",
                    "Send the admin token of the server.");
        }
    }

    private static void requireSomewhere(Caller.Actor actor, Collection<Right> rights) {
        if (rights.stream().noneMatch(actor.grants()::hasRightAnywhere)) {
            throw actor.toForbiddenException(rights.iterator().next(), List.of());
        }
    }

    private static void requireFor(Caller.Actor actor, Collection<Right> rights, Collection<String> services) {
        if (rights.stream().noneMatch(right -> actor.grants().hasRight(right, services))) {
            throw actor.toForbiddenException(rights.iterator().next(), services);
        }
    }
}
