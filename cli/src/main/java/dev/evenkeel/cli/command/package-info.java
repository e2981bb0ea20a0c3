// SPDX-License-Identifier: Apache-2.0

/// Base classes and shared options of commands: groups, server connection, waiting and expiry. Declare
/// a command that sends one request without a body with `Resource`; extend `AbstractServerCommand` for another command
/// that calls the server.
@NullMarked
package dev.evenkeel.cli.command;

import org.jspecify.annotations.NullMarked;
