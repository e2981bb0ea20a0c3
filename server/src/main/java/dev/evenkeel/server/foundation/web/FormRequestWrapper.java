// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request whose body is a form: its fields become parameters, after those of the query. Tomcat itself parses
/// no forms.
final class FormRequestWrapper extends HttpServletRequestWrapper {
    private static final int MOST_FIELDS = 1_000;

    private final Map<String, List<String>> fields;
    private @Nullable Map<String, String[]> parameters;

    private FormRequestWrapper(HttpServletRequest request, Map<String, List<String>> fields) {
        super(request);
        this.fields = fields;
    }

    /// @param body `application/x-www-form-urlencoded`, in UTF-8
    /// @throws IllegalArgumentException when it is not a form, or has too many fields; the message says which
    static FormRequestWrapper of(HttpServletRequest request, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        Map<String, List<String>> fields = new LinkedHashMap<>();
        int count = 0;
        for (int start = 0; start < text.length(); ) {
            int next = text.indexOf('&', start);
            int end = next < 0 ? text.length() : next;
            if (end > start) {
                add(fields, text.substring(start, end));
                count++;
            }
            if (count > MOST_FIELDS) {
                throw new IllegalArgumentException("The form has more than " + MOST_FIELDS + " fields.");
            }
            start = end + 1;
        }
        return new FormRequestWrapper(request, fields);
    }

    private static void add(Map<String, List<String>> fields, String field) {
        int sign = field.indexOf('=');
        String name = decode(sign < 0 ? field : field.substring(0, sign));
        fields.computeIfAbsent(name, key -> new ArrayList<>()).add(sign < 0 ? "" : decode(field.substring(sign + 1)));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The form has a % without two hexadecimal digits after it.", e);
        }
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, String[]> all = parameters;
        if (all == null) {
            Map<String, String[]> both = new LinkedHashMap<>(super.getParameterMap());
            fields.forEach(
                    (name, values) -> both.merge(name, values.toArray(String[]::new), FormRequestWrapper::concat));
            all = Collections.unmodifiableMap(both);
            parameters = all;
        }
        return all;
    }

    private static String[] concat(String[] first, String[] second) {
        String[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = getParameterMap().get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        String[] values = getParameterMap().get(name);
        return values == null ? null : values.clone();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }
}
