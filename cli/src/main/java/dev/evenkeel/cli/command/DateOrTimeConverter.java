// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import dev.evenkeel.files.json.DateOrTimeParser;
import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A converter of times and dates on the command line; a date means its start in UTC.
public final class DateOrTimeConverter implements ITypeConverter<Instant> {
    public DateOrTimeConverter() {}

    @Override
    public Instant convert(String text) {
        try {
            return DateOrTimeParser.parse(text);
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "\"" + text + "\" is neither a date such as 2026-10-01 nor a time such as 2026-10-01T12:00:00Z");
        }
    }
}
