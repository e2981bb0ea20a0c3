// SPDX-License-Identifier: Apache-2.0

/// Text format of quantities, for messages of engine, files, server and CLI.
@NullMarked
package dev.evenkeel.engine.format;

import org.jspecify.annotations.NullMarked;
