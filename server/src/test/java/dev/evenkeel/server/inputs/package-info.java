// SPDX-License-Identifier: Apache-2.0

/// What the server does with requests that are broken.
@NullMarked
package dev.evenkeel.server.inputs;

import org.jspecify.annotations.NullMarked;
