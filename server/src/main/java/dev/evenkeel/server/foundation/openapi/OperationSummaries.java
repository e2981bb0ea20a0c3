// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.Properties;

/// Summaries of operations: the first sentences of the Javadoc of handler methods, which the build extracts.
/// Immutable.
final class OperationSummaries {
    /// Name of the resource, beside this class.
    static final String RESOURCE = "summaries.properties";

    private final Properties summaries;

    OperationSummaries(Properties summaries) {
        this.summaries = summaries;
    }

    /// Loads the summaries of this build; empty when the build has not extracted them.
    static OperationSummaries load() {
        Properties summaries = new Properties();
        try (InputStream in = OperationSummaries.class.getResourceAsStream(RESOURCE)) {
            if (in != null) {
                summaries.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new OperationSummaries(summaries);
    }

    /// Returns the summary of a handler; empty without Javadoc.
    String find(Method handler) {
        return summaries.getProperty(handler.getDeclaringClass().getSimpleName() + "." + handler.getName(), "");
    }
}
