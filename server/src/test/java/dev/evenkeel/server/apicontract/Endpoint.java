// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.apicontract;

import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.request.JsonRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// An endpoint of the server.
///
/// @param pattern path pattern
/// @param parameters names of query parameters
/// @param headers names of headers that the handler reads
/// @param takesBody whether it reads a request body
record Endpoint(String method, String pattern, List<String> parameters, List<String> headers, boolean takesBody) {
    private static final String BODIES = "/apicontract/bodies.txt";
    private static final Map<String, List<String>> SAMPLES = read();

    /// Returns all endpoints in a stable order.
    static List<Endpoint> of(TestServer server) {
        return server.bean(RequestMappingHandlerMapping.class).getHandlerMethods().entrySet().stream()
                .flatMap(entry -> of(entry.getKey(), entry.getValue()))
                .filter(endpoint -> !endpoint.pattern().contains("$"))
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }

    private static Stream<Endpoint> of(RequestMappingInfo info, HandlerMethod handler) {
        MethodParameter[] parameters = handler.getMethodParameters();
        List<String> names = Stream.concat(
                        Arrays.stream(parameters)
                                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                                .map(Endpoint::name),
                        info.getParamsCondition().getExpressions().stream().map(Object::toString))
                .map(name -> name.replaceAll("=.*", ""))
                .distinct()
                .toList();
        List<String> headers = Arrays.stream(parameters)
                .map(parameter -> parameter.getParameterAnnotation(RequestHeader.class))
                .filter(Objects::nonNull)
                .map(header -> header.value().isEmpty() ? header.name() : header.value())
                .filter(name -> !name.isEmpty())
                .toList();
        boolean body = Arrays.stream(parameters)
                .anyMatch(one ->
                        one.hasParameterAnnotation(RequestBody.class) || one.getParameterType() == JsonRequest.class);
        var methods = info.getMethodsCondition().getMethods();
        return info.getPatternValues().stream()
                .flatMap(pattern -> (methods.isEmpty() ? List.of(RequestMethod.GET) : methods)
                        .stream().map(method -> of(method.name(), pattern, names, headers, body)));
    }

    /* Some handlers read the body themselves. */
    private static Endpoint of(
            String method, String pattern, List<String> parameters, List<String> headers, boolean body) {
        return new Endpoint(method, pattern, parameters, headers, body || SAMPLES.containsKey(method + " " + pattern));
    }

    private static String name(MethodParameter parameter) {
        RequestParam named = Objects.requireNonNull(parameter.getParameterAnnotation(RequestParam.class));
        String given = named.value().isEmpty() ? named.name() : named.value();
        parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
        return given.isEmpty() ? String.valueOf(parameter.getParameterName()) : given;
    }

    /// Returns method and pattern.
    String name() {
        return method + " " + pattern;
    }

    /// Returns whether it is a console page, whose errors are pages.
    boolean isOfConsole() {
        return method.equals("GET")
                && !isSdk()
                && !pattern.startsWith("/api/")
                && !pattern.startsWith("/integrations/");
    }

    boolean isSdk() {
        return pattern.matches("/(sdk|ofrep|flagd)/.*");
    }

    /// Returns valid and nearly valid request bodies by method and pattern.
    static Map<String, List<String>> bodies() {
        return SAMPLES;
    }

    private static Map<String, List<String>> read() {
        try (InputStream file = Objects.requireNonNull(Endpoint.class.getResourceAsStream(BODIES))) {
            Map<String, List<String>> bodies = new TreeMap<>();
            for (String part : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n----\n")) {
                int end = part.indexOf('\n');
                bodies.merge(
                        part.substring(0, end),
                        List.of(part.substring(end + 1)),
                        (some, more) ->
                                Stream.concat(some.stream(), more.stream()).toList());
            }
            return bodies;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
