// SPDX-License-Identifier: Apache-2.0

/// Work that is done once at startup, before the web server accepts requests.
@NullMarked
package dev.evenkeel.server.foundation.startup;

import org.jspecify.annotations.NullMarked;
