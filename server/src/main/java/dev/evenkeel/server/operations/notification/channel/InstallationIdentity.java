// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

/// The identity of this installation in messages.
///
/// @param source source of all events of this installation
/// @param console address of the console, without a trailing slash
record InstallationIdentity(String source, String console) {
    String link(String path) {
        return console + path;
    }
}
