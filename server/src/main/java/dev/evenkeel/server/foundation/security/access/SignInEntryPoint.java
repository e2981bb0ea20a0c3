// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// What a browser gets that asks for a page of the console without a session.
public interface SignInEntryPoint {
    /// Asks who is there, with status 401.
    void ask(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
