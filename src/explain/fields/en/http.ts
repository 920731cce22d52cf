/** What the fields of HTTP are, in English. */
export const HTTP = {
  "http.method": "What shall be done with the target.",
  "http.request-target": "What the client asks for: most often path and query.",
  "http.HTTP-version":
    "Version of the protocol, so that both know what the other can do.",
  "http.SP": "A space: keeps the parts of the line apart.",
  "http.CRLF": "Ends the line.",
  "http.LF":
    "Ends the line, without the carriage return that belongs before it.",
  "http.status-code":
    "The answer in three digits: the first tells the kind, programs go by it.",
  "http.status-code.100": "Go on: the body is wanted.",
  "http.status-code.101":
    "The connection changes its protocol, as the client had asked.",
  "http.status-code.103": "Hints to load early; the true answer follows.",
  "http.status-code.200": "It worked.",
  "http.status-code.201": "Something new was made.",
  "http.status-code.204": "It worked, and there is nothing to show.",
  "http.status-code.206": "A part, as was asked for.",
  "http.status-code.301":
    "It has moved for good: use the new address from now on.",
  "http.status-code.302": "It is elsewhere for now: see Location.",
  "http.status-code.304":
    "Not changed: what the client has still holds, so nothing is sent.",
  "http.status-code.400": "The request makes no sense to the server.",
  "http.status-code.401": "Log in first.",
  "http.status-code.403": "Understood, but not allowed.",
  "http.status-code.404": "There is nothing of that name.",
  "http.status-code.405": "This method does not work on this target.",
  "http.status-code.429": "Too many requests: slow down.",
  "http.status-code.500": "The server has made a mistake.",
  "http.status-code.502": "The server behind this one gave no valid answer.",
  "http.status-code.503": "The server is too busy, or under repair.",
  "http.reason-phrase": "The same in words, for people; programs pass it over.",
  "http.field-name":
    "Name of the header field; upper and lower case are the same.",
  "http.whitespace":
    "A space before the colon: forbidden, as peers that differ on it can be played against each other.",
  "http.colon": "Ends the name.",
  "http.OWS": "Optional space; it is not part of the value.",
  "http.BWS": "Space that should not be here.",
  "http.obs-fold":
    "Goes on with the value of the line before: an old form, no longer allowed.",
  "http.field-value": "Value of the header field.",
  "http.empty-line": "An empty line ends the head: what follows is content.",
  "http.ignored-line":
    "A line that begins with space where none may: it is passed over.",
  "http.line": "A line without a colon: no header field.",
  "http.content": "The content itself: how long it is, the head has told.",
  "http.chunk-size":
    "Bytes of the next chunk, in hexadecimal; 0 says that it was the last. So the sender need not know the whole length before.",
  "http.chunk-ext": "An addition to the chunk; hardly anything uses it.",

  "http.host.field-value":
    "The name that the client means: many sites share one address.",
  "http.user-agent.field-value": "The program that asks.",
  "http.accept.field-value":
    "Which kinds of content the client can use; */* is any.",
  "http.accept-encoding.field-value": "How the content may be compressed.",
  "http.accept-language.field-value": "Languages that the reader understands.",
  "http.accept-ranges.field-value": "Whether parts can be asked for.",
  "http.allow.field-value": "Methods that work on this target.",
  "http.authorization.field-value":
    "Proof of who asks: only TLS keeps others from reading it.",
  "http.cache-control.field-value": "Who may keep a copy, and for how long.",
  "http.connection.field-value":
    "What holds for this connection alone: keep-alive keeps it open, close ends it after the answer.",
  "http.content-encoding.field-value": "How the content is compressed.",
  "http.content-length.field-value":
    "Bytes of the content, so that the receiver knows where it ends.",
  "http.content-type.field-value":
    "What the content is, and in which character set.",
  "http.cookie.field-value":
    "What the server gave before: by it the server knows its visitor.",
  "http.date.field-value": "When the answer was made.",
  "http.etag.field-value":
    "Name of this version: a client asks with it whether anything changed.",
  "http.expect.field-value":
    "Wait for 100 before the body is sent: a refusal then saves sending it.",
  "http.expires.field-value": "Until when a copy holds.",
  "http.http2-settings.field-value":
    "Settings of HTTP/2, in base64, should the server switch to it.",
  "http.if-modified-since.field-value":
    "Only answer in full if it is newer than this.",
  "http.if-none-match.field-value":
    "Only answer in full if the version is not this one.",
  "http.keep-alive.field-value":
    "How long the connection stays open without use.",
  "http.last-modified.field-value": "When the content last changed.",
  "http.link.field-value":
    "Points to something that belongs to it, say a style sheet.",
  "http.location.field-value": "Where to look instead.",
  "http.origin.field-value": "The site whose page makes this request.",
  "http.proxy-connection.field-value":
    "Never standardised: old clients sent it to proxies in place of Connection.",
  "http.range.field-value": "Which bytes are asked for.",
  "http.content-range.field-value": "Which bytes these are, of how many.",
  "http.referer.field-value": "The page that led here.",
  "http.retry-after.field-value": "When to try again.",
  "http.sec-websocket-accept.field-value":
    "Computed from the client's key: proof that the server speaks WebSocket.",
  "http.sec-websocket-key.field-value":
    "16 random bytes that the server must answer to; no secret.",
  "http.sec-websocket-version.field-value":
    "Version of WebSocket; there is only 13.",
  "http.sec-websocket-protocol.field-value": "Protocols inside WebSocket.",
  "http.server.field-value": "The program that answers.",
  "http.set-cookie.field-value": "To be sent back with every later request.",
  "http.strict-transport-security.field-value": "From now on use https alone.",
  "http.te.field-value":
    "Transfer codings that the client understands; trailers lets fields follow the content.",
  "http.trailer.field-value": "Header fields that come behind the content.",
  "http.transfer-encoding.field-value":
    "How the content is framed: chunked sends it in pieces, each with its size.",
  "http.upgrade.field-value": "Protocols that the connection could change to.",
  "http.upgrade-insecure-requests.field-value":
    "The browser would rather have https.",
  "http.vary.field-value":
    "Request fields that the answer depends on, for caches.",
  "http.via.field-value": "Proxies that the message came through.",
  "http.www-authenticate.field-value": "How to log in.",

  "http.connection preface":
    "Fixed bytes that a server of HTTP/1.1 would refuse, so that no mistake goes unseen.",
  "http.length": "Bytes of the frame behind its header of 9 bytes.",
  "http.type": "What kind of frame this is.",
  "http.type.DATA": "DATA: content of a request or an answer.",
  "http.type.HEADERS": "HEADERS: opens a request or an answer.",
  "http.type.PRIORITY":
    "PRIORITY: which stream matters more; given up since RFC 9113.",
  "http.type.RST_STREAM":
    "RST_STREAM: breaks one stream off, the connection stays.",
  "http.type.SETTINGS":
    "SETTINGS: what the sender can do and wants; the other side confirms.",
  "http.type.PUSH_PROMISE":
    "PUSH_PROMISE: the server will send what was not asked for.",
  "http.type.PING": "PING: is the other side still there, and how far away.",
  "http.type.GOAWAY": "GOAWAY: the sender takes no new streams and will close.",
  "http.type.WINDOW_UPDATE": "WINDOW_UPDATE: more bytes may be sent.",
  "http.type.CONTINUATION": "CONTINUATION: more of the header fields.",
  "http.type.ALTSVC": "ALTSVC: the same can be had elsewhere, say by HTTP/3.",
  "http.type.ORIGIN":
    "ORIGIN: other names that this connection may be used for.",
  "http.type.PRIORITY_UPDATE":
    "PRIORITY_UPDATE: a stream has become more or less urgent.",
  "http.flags": "Switches; which ones there are depends on the type.",
  "http.END_STREAM": "The last frame of this side on the stream.",
  "http.END_HEADERS": "The header fields are complete.",
  "http.PADDED": "There is padding, to hide the length.",
  "http.PRIORITY": "Dependency and weight are given.",
  "http.ACK": "Confirms the other side's frame of this kind.",
  "http.reserved": "Not used: must be zero.",
  "http.stream identifier":
    "Which stream: many exchanges share one connection. The client's are odd; 0 is the connection itself.",
  "http.pad length": "Bytes of padding behind the content.",
  "http.padding": "Zeros that hide how long the content is.",
  "http.stream dependency": "Stream that this one comes after.",
  "http.exclusive":
    "Whether it comes between that stream and all that depend on it.",
  "http.weight": "Share of the connection, less 1.",
  "http.field block fragment": "Header fields, compressed, or a part of them.",
  "http.error code": "Why.",
  "http.setting.identifier": "Which setting.",
  "http.identifier.SETTINGS_HEADER_TABLE_SIZE":
    "Bytes of the table that header compression may use.",
  "http.identifier.SETTINGS_ENABLE_PUSH":
    "Whether the server may send what was not asked for.",
  "http.identifier.SETTINGS_MAX_CONCURRENT_STREAMS":
    "How many streams the other side may have open at once.",
  "http.identifier.SETTINGS_INITIAL_WINDOW_SIZE":
    "Bytes that may be sent on a new stream before the receiver makes room.",
  "http.identifier.SETTINGS_MAX_FRAME_SIZE":
    "Longest frame that the sender takes.",
  "http.identifier.SETTINGS_MAX_HEADER_LIST_SIZE":
    "Most bytes of header fields that the sender takes.",
  "http.identifier.SETTINGS_ENABLE_CONNECT_PROTOCOL":
    "WebSocket can run over a stream.",
  "http.identifier.SETTINGS_NO_RFC7540_PRIORITIES":
    "The old priorities mean nothing here.",
  "http.setting.value": "Value of the setting.",
  "http.promised stream identifier":
    "Stream on which the promised answer will come.",
  "http.opaque data": "Any 8 bytes: they come back unchanged.",
  "http.last stream identifier":
    "The last stream that was dealt with: later ones may be tried again elsewhere.",
  "http.additional debug data": "More for people; no program reads it.",
  "http.window size increment":
    "How many more bytes may be sent: on this stream, or on stream 0 in all.",
  "http.origin length": "Bytes of the name that follows.",
  "http.origin": "A site: scheme, name and port.",
  "http.alternative services": "Where else the same can be had.",
  "http.prioritized stream identifier": "The stream that is meant.",
  "http.priority": "How urgent it is.",
  "http.payload": "Content of a frame that nothing here reads.",
  "http.index":
    "Number of an entry in the tables of known fields: it stands for the name, or for name and value. 0 spells the name out.",
  "http.name length": "Bytes of the name; the top bit tells Huffman coding.",
  "http.value length": "Bytes of the value; the top bit tells Huffman coding.",
  "http.huffman": "Text in Huffman code: frequent letters take fewer bits.",
  "http.raw": "Text as it is.",
  "http.maximum size": "Bytes that the table of fields may take from now on.",
  "http.data": "Bytes of another protocol, after the connection has changed.",
} as const;
