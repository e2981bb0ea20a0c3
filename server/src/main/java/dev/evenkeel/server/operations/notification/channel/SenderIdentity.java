// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

/// Who we are in messages.
///
/// @param source of all events of this installation
/// @param console address of the console, without a slash at the end
record SenderIdentity(String source, String console) {
    String link(String path) {
        return console + path;
    }
}
