// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.web;

import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import org.springframework.format.FormatterRegistry;
import org.springframework.format.datetime.standard.InstantFormatter;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Formatter that parses instants in request parameters. Rejects instants outside the years 1 to 9999, because
/// neither the database nor arithmetic supports the whole range of Java's instants.
@Component
public class InstantParameterFormatter extends InstantFormatter implements WebMvcConfigurer {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addFormatterForFieldType(Instant.class, this);
    }

    @Override
    public Instant parse(String text, Locale locale) throws ParseException {
        return requireInRange(super.parse(text, locale));
    }

    /// @throws DateTimeException when the instant lies outside the years 1 to 9999
    public static Instant requireInRange(Instant moment) {
        if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
            throw new DateTimeException("the time is outside the years 1 to 9999");
        }
        return moment;
    }
}
