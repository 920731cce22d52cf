/** What the fields of SSH are, in English. */
export const SSH = {
  "ssh.*_length": "How many bytes of the next value follow.",
  "ssh.prefix":
    "By these four letters each side knows that the other speaks SSH.",
  "ssh.protoversion":
    "Version of the protocol: 2.0; 1.99 speaks the broken version 1 as well.",
  "ssh.hyphen": "Keeps version and software apart.",
  "ssh.softwareversion":
    "The program; the other side works around its known faults.",
  "ssh.SP": "A space: comments follow.",
  "ssh.comments":
    "More on the program, most often the system it was built for.",
  "ssh.CRLF": "Ends the line: from here on there are packets.",
  "ssh.LF":
    "Ends the line, without the carriage return that belongs before it.",
  "ssh.line": "A line for people, before the identification.",
  "ssh.text": "A line for people, before the identification.",

  "ssh.packet_length": "Bytes of the packet that follow, MAC not counted.",
  "ssh.padding_length": "Bytes of padding, 4 at the least.",
  "ssh.random padding":
    "Fills the packet up to whole blocks of the cipher, and hides its length.",
  "ssh.mac":
    "Keyed checksum over packet and packet number: it shows any change, and any packet that is missing.",
  "ssh.encrypted":
    "The packet, encrypted: only who has the session's keys can read it.",
  "ssh.payload": "A message that nothing here reads.",
  "ssh.message number": "Which message this is.",
  "ssh.message number.SSH_MSG_KEXINIT":
    "KEXINIT: what this side can do, the best liked first.",
  "ssh.message number.SSH_MSG_NEWKEYS":
    "NEWKEYS: from the next packet on the new keys hold.",
  "ssh.message number.SSH_MSG_DISCONNECT": "DISCONNECT: the session ends here.",
  "ssh.message number.SSH_MSG_EXT_INFO":
    "EXT_INFO: abilities beyond the algorithms.",

  "ssh.cookie":
    "16 random bytes, so that neither side alone decides the session's keys.",
  "ssh.kex_algorithms":
    "Ways to exchange keys, the best liked first: the first one of the client that the server has too is taken.",
  "ssh.server_host_key_algorithms":
    "Kinds of keys by which the server can prove who it is.",
  "ssh.encryption_algorithms_client_to_server":
    "Ciphers for what the client sends.",
  "ssh.encryption_algorithms_server_to_client":
    "Ciphers for what the server sends.",
  "ssh.mac_algorithms_client_to_server":
    "Checksums for what the client sends; ciphers like AES-GCM need none.",
  "ssh.mac_algorithms_server_to_client":
    "Checksums for what the server sends; ciphers like AES-GCM need none.",
  "ssh.compression_algorithms_client_to_server":
    "Compression of what the client sends; most often none.",
  "ssh.compression_algorithms_server_to_client":
    "Compression of what the server sends; most often none.",
  "ssh.languages_client_to_server": "Languages of messages for people.",
  "ssh.languages_server_to_client": "Languages of messages for people.",
  "ssh.languages_client_to_server_length":
    "Bytes of the list of languages; always empty.",
  "ssh.languages_server_to_client_length":
    "Bytes of the list of languages; always empty.",
  "ssh.first_kex_packet_follows":
    "1 where the sender has guessed the outcome and goes on at once.",
  "ssh.reserved": "Not used: must be zero.",

  "ssh.e": "The client's public value, g to its private number.",
  "ssh.f":
    "The server's public value, g to its private number: both can now compute the secret.",
  "ssh.Q_C":
    "The client's public point: with the server's private number it gives the secret.",
  "ssh.Q_S": "The server's public point: both can now compute the secret.",
  "ssh.C_INIT": "The client's public values of both exchanges.",
  "ssh.S_REPLY": "The server's answer in both exchanges.",
  "ssh.X25519 public key":
    "The half of the exchange on an elliptic curve: well tried.",
  "ssh.P-256 public key":
    "The half of the exchange on an elliptic curve: well tried.",
  "ssh.P-384 public key":
    "The half of the exchange on an elliptic curve: well tried.",
  "ssh.sntrup761 public key":
    "The half that shall withstand quantum computers: both must be broken to read the session.",
  "ssh.sntrup761 ciphertext":
    "A secret that only who made the public key can open.",
  "ssh.sntrup4591761 public key":
    "The half that shall withstand quantum computers.",
  "ssh.sntrup4591761 ciphertext":
    "A secret that only who made the public key can open.",
  "ssh.ML-KEM-768 public key":
    "The half that shall withstand quantum computers: both must be broken to read the session.",
  "ssh.ML-KEM-768 ciphertext":
    "A secret that only who made the public key can open.",
  "ssh.ML-KEM-1024 public key":
    "The half that shall withstand quantum computers: both must be broken to read the session.",
  "ssh.ML-KEM-1024 ciphertext":
    "A secret that only who made the public key can open.",
  "ssh.min": "Shortest prime that the client accepts, in bits.",
  "ssh.n": "Length of prime that the client would like, in bits.",
  "ssh.max": "Longest prime that the client accepts, in bits.",
  "ssh.p": "The prime that the server picked: all is computed modulo it.",
  "ssh.g": "The generator whose powers are taken.",
  "ssh.K_S_length": "Bytes of the server's host key.",
  "ssh.K_S.format": "Kind of the host key.",
  "ssh.K_S.e": "Exponent of the RSA key.",
  "ssh.K_S.n": "Modulus of the RSA key.",
  "ssh.K_S.p": "Prime of the DSA key.",
  "ssh.K_S.q": "Order of the DSA key.",
  "ssh.K_S.g": "Generator of the DSA key.",
  "ssh.K_S.y": "Public value of the DSA key.",
  "ssh.K_S.curve": "Curve of the host key.",
  "ssh.K_S.Q":
    "The host key, a point of that curve: the client compares it with the one it knows.",
  "ssh.K_S.public key":
    "The host key itself: the client compares it with the one it knows (known_hosts).",
  "ssh.K_S.application": "What a hardware key is for.",
  "ssh.K_S.key": "A host key of a kind that nothing here reads.",
  "ssh.signature_length": "Bytes of the signature and its kind.",
  "ssh.signature.format": "How it is signed.",
  "ssh.signature blob":
    "Signature of the host key over the whole exchange: proof that nobody sits in between.",
  "ssh.signature.rest": "Flags and counter of a hardware key.",

  "ssh.reason code": "Why the session ends.",
  "ssh.description": "The same in words.",
  "ssh.language tag": "Language of the words; most often empty.",
  "ssh.data": "Bytes that nobody reads: they hide what goes on.",
  "ssh.packet sequence number of rejected message":
    "Which packet was not understood.",
  "ssh.always_display": "Whether people shall see it.",
  "ssh.message": "A line for people who look for a fault.",
  "ssh.service name":
    "What shall come next: first logging in, then the connection.",
  "ssh.nr-extensions": "How many abilities follow.",
  "ssh.extension-name": "An ability beyond the algorithms.",
  "ssh.extension-value": "What it comes to.",
} as const;
