// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import dev.evenkeel.cli.client.ConnectionSettings;
import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A converter of server addresses on the command line. Accepts any URI; the command validates the scheme.
public final class ServerAddressConverter implements ITypeConverter<URI> {
    public ServerAddressConverter() {}

    @Override
    public URI convert(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new TypeConversionException(
                    "\"" + text + "\" is not a server address. " + ConnectionSettings.ADDRESS_HINT);
        }
    }
}
