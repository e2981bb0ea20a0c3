// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// A row of the table of requests in spec/permissions.md.
///
/// @param pattern path pattern, with `?dryRun=true` if the permission differs for dry runs
/// @param rights one of them is required; empty if an SDK key is required
/// @param scope services for which the right is required
record PermissionEntry(String method, String pattern, List<Right> rights, String scope)
        implements Comparable<PermissionEntry> {
    static final String PATH = "its own";
    static final String BODY = "those in the body";
    static final String ANY = "any";
    static final String ALL = "all";
    static final String ADMIN_TOKEN = "admin token only";
    private static final Pattern OF_A_SERVICE = Pattern.compile(
            ".*(/flags/\\{|\\{service}|/(rollouts|experiments|assessments|changes|slos|services)/\\{).*");
    private static final String KEY = "SDK key";
    private static final String OPEN = "| everybody |";
    private static final Path REFERENCE = Path.of("..", "spec", "permissions.md");

    /// Reads the entries of the reference.
    static List<PermissionEntry> readReference() {
        try (Stream<String> lines = Files.lines(REFERENCE)) {
            return lines.filter(line -> line.matches("\\| `[A-Z]+ /[^`]*` \\| [^|]+ \\|[^|]*\\|"))
                    .filter(line -> !line.contains(OPEN))
                    .map(PermissionEntry::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PermissionEntry read(String line) {
        String[] cells = line.split("\\|", -1);
        String[] request = cells[1].strip().replace("`", "").split(" ", 2);
        List<Right> rights = Arrays.stream(cells[2].strip().split(" or "))
                .filter(text -> !text.equals(KEY))
                .map(text -> Right.valueOf(text.toUpperCase(Locale.ROOT)))
                .toList();
        return new PermissionEntry(request[0], request[1], rights, cells[3].strip());
    }

    /// Returns the entries that the annotations of the server's handlers declare.
    static List<PermissionEntry> fromHandlers(TestServer server) {
        List<PermissionEntry> served = new ArrayList<>();
        server.bean(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((info, handler) -> served.addAll(of(info, handler)));
        return served.stream().filter(request -> !request.isOpen()).sorted().toList();
    }

    private static List<PermissionEntry> of(RequestMappingInfo info, HandlerMethod handler) {
        var methods = info.getMethodsCondition().getMethods();
        String query = info.getParamsCondition().getExpressions().stream()
                .map(expression -> "?" + expression)
                .collect(Collectors.joining());
        return info.getPatternValues().stream()
                .flatMap(pattern -> (methods.isEmpty() ? List.of(RequestMethod.GET) : methods)
                        .stream().map(method -> of(method.name(), pattern + query, handler)))
                .toList();
    }

    private static PermissionEntry of(String method, String pattern, HandlerMethod handler) {
        if (pattern.matches("/(sdk|ofrep|flagd)/.*")) {
            return new PermissionEntry(method, pattern, List.of(), "");
        }
        @Nullable RequiresRight needs = handler.getMethodAnnotation(RequiresRight.class);
        if (needs == null) {
            List<Right> rights = method.equals("GET") ? List.of(Right.VIEW) : List.of();
            return new PermissionEntry(method, pattern, rights, ANY);
        }
        return new PermissionEntry(
                method,
                pattern,
                List.of(needs.value()),
                switch (needs.scope()) {
                    case PATH -> OF_A_SERVICE.matcher(pattern).matches() ? PATH : ALL;
                    case BODY -> BODY;
                    case ANY -> ANY;
                    case ADMIN_TOKEN -> ADMIN_TOKEN;
                });
    }

    private boolean isOpen() {
        return pattern.matches("/(health|login|logout|error|\\$\\{).*");
    }

    boolean requiresRight() {
        return !rights.isEmpty();
    }

    boolean isIntegration() {
        return pattern.startsWith("/integrations/");
    }

    /// Returns whether the path names an object of the service payments.
    boolean isOfPayments() {
        return path().contains("payments") || path().contains("checkout");
    }

    /// Returns a path of the pattern, with the flag `checkout` and the service `payments`.
    String path() {
        return pattern.replace("{environment}", "default")
                .replace("/flags/{key}", "/flags/checkout")
                .replace("{flag}", "checkout")
                .replace("{service}", "payments")
                .replaceAll("\\{(number|revision)(:[^}]*)?}", "1")
                .replaceAll("\\{[a-z]+}", "nothing");
    }

    @Override
    public int compareTo(PermissionEntry other) {
        int byPattern = pattern.compareTo(other.pattern);
        return byPattern == 0 ? method.compareTo(other.method) : byPattern;
    }

    /// Returns the row of the reference.
    @Override
    public String toString() {
        String needed =
                rights.isEmpty() ? KEY : rights.stream().map(Right::text).collect(Collectors.joining(" or "));
        return "| `" + method + " " + pattern + "` | " + needed + " | " + scope + " |";
    }
}
