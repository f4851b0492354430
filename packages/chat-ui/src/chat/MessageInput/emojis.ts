/** What is written in a clinic's chat, in the order of use. Screen readers name each in their own language. */
export const EMOJIS = [
  {
    group: 'faces',
    emojis:
      '🙂 😊 😀 😄 😅 😂 🤣 😉 😍 🥰 😘 🤗 🤔 🤨 😐 😶 🙄 😏 😮 😯 😲 😳 🥺 😢 😭 😔 😟 😕 🙁 😞 😣 😖 😫 😩 😤 😡 😱 😨 😰 😓 😴 🥱 😌 🙃 😇 🥳',
  },
  {
    group: 'unwell',
    emojis: '🤒 🤕 🤢 🤮 🤧 😷 🥵 🥶 😵 🥴 💊 💉 🩹 🩺 🌡️ 🩸 🧪 🔬 🏥 🚑 🧬 🦠 🦷 🦴 🧠 🫀 🫁 👁️ 👂 👃 🦶 🦵 💪 ♿ 👓',
  },
  {
    group: 'people',
    emojis: '👍 👎 👌 🙏 👏 🙌 🤝 👋 ✋ 🤞 ✌️ 👉 👈 👆 👇 ☝️ 🤷 🤦 🙋 🙇 🚶 🏃 🤰 🤱 👶 🧒 👩 👨 👵 👴 👪 🧑‍⚕️ 👩‍⚕️ 👨‍⚕️',
  },
  {
    group: 'life',
    emojis: '☀️ 🌤️ 🌧️ ❄️ 🌙 ⭐ 🌱 🌸 🍎 🥦 🥛 🍵 ☕ 💧 🍽️ 🥗 🍞 🚭 🛏️ 🛁 🚿 🏠 🚗 🚌 ✈️ 🏋️ 🧘 🚴 🏊 🎉 🎂 🎁',
  },
  {
    group: 'signs',
    emojis: '✅ ❌ ⚠️ ❗ ❓ ⏰ ⏳ 📅 📍 📞 📄 📎 📷 ✏️ 🔒 🔔 🔄 ➡️ ⬅️ ⬆️ ⬇️ ❤️ 💙 💚 💛 💜 💯 🆗 🆘 ℹ️',
  },
] as const satisfies readonly { readonly group: string; readonly emojis: string }[]

export type EmojiGroup = (typeof EMOJIS)[number]['group']
