// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/// Resolver of the services that a request concerns, from its path.
@Component
class RequestServiceResolver {
    private static final Pattern MEMBER = Pattern.compile("/api/v1/([a-z-]+)/\\{([a-z]+)}.*");

    private final FlagOwnerResolver owners;
    private final Map<String, Function<String, Optional<Collection<String>>>> finders;

    RequestServiceResolver(FlagOwnerResolver owners, List<OwningServiceResolver> resolvers) {
        this.owners = owners;
        this.finders = resolvers.stream()
                .collect(
                        Collectors.toUnmodifiableMap(OwningServiceResolver::collection, OwningServiceResolver::finder));
    }

    /// Returns the services; none when the target of the path belongs to no service; an empty optional when the
    /// target does not exist, which its handler reports.
    Optional<Collection<String>> findServices(HttpServletRequest request) {
        String pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        Map<String, String> variables = pathVariables(request);
        String service = variables.get("service");
        if (service != null) {
            return Optional.of(List.of(service));
        }
        String flag = pattern.contains("/flags/{key}") ? variables.get("key") : variables.get("flag");
        String environment = variables.get("environment");
        if (flag != null && environment != null) {
            return Optional.of(owners.listOwningServices(environment, flag));
        }
        return findServicesByPath(pattern, variables);
    }

    private Optional<Collection<String>> findServicesByPath(String pattern, Map<String, String> variables) {
        Matcher member = MEMBER.matcher(pattern);
        var finder = member.matches() ? finders.get(member.group(1)) : null;
        String id = finder == null ? null : variables.get(member.group(2));
        return finder == null || id == null ? Optional.of(List.of()) : finder.apply(id);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> pathVariables(HttpServletRequest request) {
        @Nullable Object found = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return found instanceof Map ? (Map<String, String>) found : Map.of();
    }
}
