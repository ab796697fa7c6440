// M2, M11, M14, R1, R2 and R5 of a chat without React, once more in Chromium.
import "./chat-session.test.ts";
